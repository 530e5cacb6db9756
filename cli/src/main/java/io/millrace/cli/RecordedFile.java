package io.millrace.cli;

import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.run.FileFailure;
import io.millrace.core.run.InputException;
import io.millrace.yaml.RunRecordListener;
import io.millrace.yaml.RunRecordReader;
import io.millrace.yaml.RunRecordReader.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A matrix, and what the record beside it tells of the file that the run wrote. They differ where the matrix was changed or
 * damaged, or where a run died after its record had taken its place and before its matrix did.
 *
 * @param bytes the size of the matrix
 * @param sha256 of its content
 */
record RecordedFile(Path matrix, Output recorded, long bytes, String sha256) {
    private static final int PIECE = 1 << 17;

    /**
     * Reads all bytes of the matrix; empty where no record tells of it.
     *
     * @throws InputException where the record is none, or the matrix cannot be read
     */
    static Optional<RecordedFile> of(Path matrix, Interruption interruption) {
        Path record = RunRecordListener.pathFor(matrix);
        if (!Files.isRegularFile(matrix) || !Files.exists(record)) {
            return Optional.empty();
        }
        return RunRecordReader.output(record).map(recorded -> read(matrix, recorded, interruption));
    }

    private static RecordedFile read(Path matrix, Output recorded, Interruption interruption) {
        try (InputStream file = Files.newInputStream(matrix)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            DigestInputStream in = new DigestInputStream(file, digest);
            byte[] piece = new byte[PIECE];
            long bytes = 0;
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                interruption.check();
                bytes += read;
            }
            return new RecordedFile(matrix, recorded, bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new InputException("cannot read " + matrix + ": " + FileFailure.reason(e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Whether the matrix is the file that the run wrote, to the byte. */
    boolean isTheSame() {
        return bytes == recorded.bytes() && sha256.equals(recorded.sha256());
    }

    /** What is wrong where it is not, and what to do. */
    String difference() {
        String what = bytes == recorded.bytes()
                ? "SHA-256 " + sha256 + ", recorded " + recorded.sha256()
                : bytes + " bytes, recorded " + recorded.bytes();
        return matrix + " is not the file that " + RunRecordListener.pathFor(matrix) + " tells of: " + what
                + "; it was changed or damaged, or a run was cut off before its matrix took its place: build it again,"
                + " or remove the record and name the checks with --features";
    }

    /**
     * Recorded against observed.
     *
     * @param rows of the matrix; empty where they were not read
     */
    Section section(OptionalLong rows) {
        Table.Builder table = Table.builder()
                .left("of the file")
                .right("recorded")
                .right("observed")
                .left("result");
        if (rows.isPresent()) {
            table.row(
                    Cell.text("rows"),
                    Cell.count(recorded.rows()),
                    Cell.count(rows.getAsLong()),
                    Cell.verdict(recorded.rows() == rows.getAsLong()));
        }
        table.row(
                Cell.text("bytes"),
                Cell.count(recorded.bytes()),
                Cell.count(bytes),
                Cell.verdict(bytes == recorded.bytes()));
        table.row(
                Cell.text("SHA-256"),
                hash(recorded.sha256()),
                hash(sha256),
                Cell.verdict(sha256.equals(recorded.sha256())));
        return new Section.Rows("record", "Record", table.build());
    }

    /** Machines read all of it. */
    private static Cell hash(String hash) {
        return Cell.text(hash).withText(hash.length() > 12 ? hash.substring(0, 12) + "…" : hash);
    }
}
