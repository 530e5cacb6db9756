package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium without a window; tests that need it are skipped where it is not installed. */
final class Chromium {
    private final String program;
    private final Path folder;

    private Chromium(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /**
     * What the browser made of a page.
     *
     * @param dom the page after everything ran
     * @param console lines of its console: errors, warnings, anything
     * @param requests addresses that the page asked for; what the browser asks for on its own behalf is none of them
     */
    record Visit(String dom, List<String> console, List<String> requests) {}

    /** @param folder for profiles and logs */
    static Chromium installed(Path folder) {
        Optional<String> program = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(place -> Path.of(place, "chromium"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), "chromium is not installed");
        return new Chromium(program.orElseThrow(), folder);
    }

    Visit visit(Path page, String... flags) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "net", ".json");
        List<String> command = command(flags);
        command.addAll(List.of(
                "--enable-logging=stderr",
                "--log-net-log=" + log,
                "--dump-dom",
                page.toUri().toString()));
        Path dom = Files.createTempFile(folder, "page", ".html");
        Path said = Files.createTempFile(folder, "said", ".txt");
        run(command, dom, said);
        List<String> console = Files.readAllLines(said).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Visit(Files.readString(dom), console, requests(log));
    }

    /** As it would come out of a printer. */
    byte[] print(Path page) throws IOException, InterruptedException {
        Path paper = folder.resolve("paper.pdf");
        List<String> command = command();
        command.addAll(List.of("--print-to-pdf=" + paper, page.toUri().toString()));
        run(command, Files.createTempFile(folder, "out", ".txt"), Files.createTempFile(folder, "said", ".txt"));
        return Files.readAllBytes(paper);
    }

    private List<String> command(String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
        command.addAll(List.of(flags));
        return command;
    }

    private static void run(List<String> command, Path out, Path err) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertTrue(ended, "chromium does not end");
        assertEquals(0, process.exitValue(), Files.readString(err));
    }

    private static List<String> requests(Path log) throws IOException {
        List<String> requests = new ArrayList<>();
        for (JsonNode event : new ObjectMapper().readTree(Files.readString(log)).path("events")) {
            JsonNode initiator = event.at("/params/initiator");
            String url = event.at("/params/url").asText();
            boolean ofPage = initiator.isTextual() && !initiator.asText().equals("not an origin");
            if (ofPage && !url.startsWith("file:") && !url.startsWith("data:")) {
                requests.add(url);
            }
        }
        return requests;
    }
}
