package io.millrace.cli.report;

import io.millrace.cli.report.MatrixReport.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * A report as one page of HTML: no script, no network, nothing outside of the file. A content security policy says the same to
 * the browser, and allows one style sheet, by its hash. The page is well-formed XML as well, for whoever wants to read it so.
 */
public final class HtmlPage {
    private HtmlPage() {}

    /** The page; the same report gives the same page. */
    public static String print(MatrixReport report) {
        String style = style();
        Html html = new Html();
        html.raw("<!DOCTYPE html>").line().open("html", "lang", "en").line();
        head(html, report, style);
        html.open("body").line();
        html.element("a", "Skip to the alerts", "class", "skip", "href", "#alerts")
                .line();
        html.open("main").line();
        new OverviewSection(html, report).print();
        new AlertSection(html, report).print();
        new FeatureSection(html, report.features()).print();
        new CorrelationSection(html, report.correlations()).print();
        report.events().ifPresent(events -> new EventSection(html, events).print());
        report.accounting().ifPresent(accounting -> new AccountingSection(html, accounting).print());
        report.run().ifPresent(run -> new RunSection(html, run).print());
        html.close("main", "body", "html");
        return html.toString();
    }

    private static void head(Html html, MatrixReport report, String style) {
        html.open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "color-scheme", "content", "light dark").line();
        html.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'sha256-" + hash(style)
                                + "'; base-uri 'none'; form-action 'none'")
                .line();
        html.element("title", title(report)).line();
        html.open("style").raw(style).close("style", "head");
    }

    private static String title(MatrixReport report) {
        long bad = report.count(Level.BAD);
        return (bad > 0 ? "(" + bad + ") " : "") + report.overview().matrix() + " · Millrace";
    }

    private static String style() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
