package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page of a report: that it tells what its JSON tells, that no name becomes markup, what a browser makes of it. */
final class ReportPageTest {
    private static final String MEASURE =
            "<!DOCTYPE html><html><body><iframe id=\"f\" width=\"%d\" height=\"800\" src=\"%s\">"
                    + "</iframe><p id=\"told\"></p><script>window.onload = () => {"
                    + "const page = document.getElementById('f').contentDocument;"
                    + "const body = getComputedStyle(page.body);"
                    + "document.getElementById('told').textContent = page.documentElement.scrollWidth + ' ' + body.color"
                    + " + ' ' + body.backgroundColor;};</script></body></html>";

    @TempDir
    static Path folder;

    private static Path matrix;
    private static Path page;
    private static String html;
    private static JsonNode json;

    @BeforeAll
    static void write() throws Exception {
        matrix = ReportLog.write(folder).build(folder.resolve("m.parquet"));
        page = folder.resolve("page.html");
        InProcess.done("report", matrix.toString(), "--out", page.toString());
        html = Files.readString(page);
        json = new ObjectMapper().readTree(InProcess.done("report", matrix.toString(), "--format", "json"));
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<Element> elements(String tag) throws Exception {
        NodeList found = xml(html).getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @Test
    void showsWhatTheJsonTells() {
        PageValues.assertEqual(json, html);
    }

    @Test
    void isOneFileWithoutScriptsAndReferences() throws Exception {
        Set<String> tags = new TreeSet<>();
        for (Element element : elements("*")) {
            tags.add(element.getTagName());
            for (String attribute : List.of("src", "style", "onload", "onerror", "onclick", "action")) {
                assertFalse(element.hasAttribute(attribute), element.getTagName() + " " + attribute);
            }
            String target = element.getAttribute("href");
            assertTrue(target.isEmpty() || target.startsWith("#"), target);
        }
        tags.retainAll(Set.of("script", "img", "i", "iframe", "link", "object", "embed", "form", "base", "image"));
        assertEquals(Set.of(), tags);
        assertFalse(html.contains("url(") || html.contains("@import"));
    }

    @Test
    void showsNamesOfUsersAsText() throws Exception {
        assertTrue(
                elements("data").stream().anyMatch(data -> data.getTextContent().equals(ReportLog.SCRIPT)));
        assertTrue(
                elements("data").stream().anyMatch(data -> data.getTextContent().equals(ReportLog.IMAGE)));
        assertTrue(
                elements("h3").stream().anyMatch(name -> name.getTextContent().startsWith("<i>again</i>")));
        assertTrue(
                elements("data").stream().anyMatch(data -> data.getTextContent().contains("<b>logs & 'more'/log.csv")));
    }

    @Test
    void leadsToPartsThatExist() throws Exception {
        Set<String> ids = new TreeSet<>();
        for (Element element : elements("*")) {
            String id = element.getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), "twice: " + id);
        }
        for (Element link : elements("a")) {
            assertTrue(ids.contains(link.getAttribute("href").substring(1)), link.getAttribute("href"));
        }
        for (String part : List.of("alerts", "checks", "features", "correlations", "events", "accounting", "run")) {
            assertTrue(ids.contains(part), part);
        }
    }

    /** A chart is an image with a title, a description, and a table in the same part of the page; or a table has it. */
    @Test
    void tellsInWordsWhatItsChartsShow() throws Exception {
        Set<String> ids = new TreeSet<>();
        elements("*").forEach(element -> ids.add(element.getAttribute("id")));
        int charts = 0;
        for (Element chart : elements("svg")) {
            if (chart.getAttribute("aria-hidden").equals("true")) {
                assertEquals("td", ((Element) chart.getParentNode()).getTagName());
                continue;
            }
            assertEquals("img", chart.getAttribute("role"));
            for (String id : chart.getAttribute("aria-labelledby").split(" ")) {
                assertTrue(ids.contains(id), id);
            }
            assertEquals("title", chart.getFirstChild().getNodeName());
            assertTrue(
                    chart.getElementsByTagName("desc").item(0).getTextContent().contains("table below"));
            charts++;
        }
        assertEquals(histograms() + 1, charts);
        assertEquals(histograms() + 3, elements("details").size());
    }

    private static int histograms() {
        int histograms = 0;
        for (JsonNode feature : json.get("features")) {
            histograms += feature.get("histogram").isObject() ? 1 : 0;
        }
        return histograms;
    }

    @Test
    void runsInABrowserWithoutAWordAndWithoutNetwork() throws Exception {
        Chromium.Visit visit = Chromium.installed(folder).visit(page);

        assertEquals(List.of(), visit.console());
        assertEquals(List.of(), visit.requests());
        PageValues.assertEqual(json, visit.dom());
        assertFalse(visit.dom().contains("<script") || visit.dom().contains("<img"));
        assertTrue(visit.dom().contains("<title>(1) "), "no script has changed the title");
    }

    /** The browser would tell: the same page with what it must not have. */
    @Test
    void wouldSeeScriptsAndRequests() throws Exception {
        Path loose = Files.writeString(
                folder.resolve("loose.html"),
                html.replaceFirst("<meta http-equiv[^>]*>", "")
                        .replace("</main>", "<img src='http://127.0.0.1:9/x.png'/><script>null.x</script></main>"));
        Path guarded = Files.writeString(
                folder.resolve("guarded.html"),
                html.replace("</main>", "<img src='http://127.0.0.1:9/x.png'/><script>null.x</script></main>"));
        Chromium chromium = Chromium.installed(folder);

        Chromium.Visit seen = chromium.visit(loose);
        assertEquals(List.of("http://127.0.0.1:9/x.png"), seen.requests());
        assertTrue(seen.console().stream().anyMatch(line -> line.contains("TypeError")), seen.toString());

        Chromium.Visit stopped = chromium.visit(guarded);
        assertEquals(List.of(), stopped.requests());
        assertEquals(2, stopped.console().size(), "the policy forbids image and script: " + stopped.console());
    }

    @Test
    void fitsAPhoneInLightAndDark() throws Exception {
        Chromium chromium = Chromium.installed(folder);
        List<Double> backgrounds = new ArrayList<>();
        for (int scheme : new int[] {0, 1}) {
            Path outside = Files.writeString(folder.resolve("phone.html"), String.format(MEASURE, 360, page.toUri()));
            String dom = chromium.visit(
                            outside,
                            "--hide-scrollbars",
                            "--allow-file-access-from-files",
                            "--blink-settings=preferredColorScheme=" + scheme)
                    .dom();
            Matcher told = Pattern.compile(
                            "<p id=\"told\">(\\d+) rgb\\((\\d+), (\\d+), (\\d+)\\) rgb\\((\\d+), (\\d+), (\\d+)\\)")
                    .matcher(dom);
            assertTrue(told.find(), dom.substring(Math.max(0, dom.length() - 2000)));
            assertEquals(360, Integer.parseInt(told.group(1)), "the page is wider than the phone");
            double ink = luminance(told, 2);
            double paper = luminance(told, 5);
            double contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            assertTrue(contrast > 7, "contrast " + contrast);
            backgrounds.add(paper);
        }
        assertTrue(backgrounds.get(0) < 0.1 && backgrounds.get(1) > 0.8, backgrounds.toString());
    }

    /** As the guidelines on the accessibility of web content (WCAG) define it. */
    private static double luminance(Matcher colour, int group) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double luminance = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.group(group + i)) / 255.0;
            luminance += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return luminance;
    }

    @Test
    void canBePrinted() throws Exception {
        byte[] paper = Chromium.installed(folder).print(page);

        assertEquals("%PDF", new String(paper, 0, 4, StandardCharsets.US_ASCII));
        assertTrue(paper.length > 20_000, paper.length + " bytes");
    }

    @Test
    void showsAMatrixWithoutARecordToo() throws Exception {
        Path alone = Files.copy(matrix, folder.resolve("alone.parquet"));
        Path bare = folder.resolve("alone.html");
        InProcess.done("report", alone.toString(), "--out", bare.toString());

        String text = Files.readString(bare);
        xml(text);
        PageValues.assertEqual(
                new ObjectMapper().readTree(InProcess.done("report", alone.toString(), "--format", "json")), text);
        Chromium.Visit visit = Chromium.installed(folder).visit(bare);
        assertEquals(List.of(), visit.console());
    }
}
