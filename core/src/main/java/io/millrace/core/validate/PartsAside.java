package io.millrace.core.validate;

import io.millrace.core.run.ResourceException;
import io.millrace.core.run.TemporaryFile;
import io.millrace.core.sketch.ValueHash;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of bytes in temporary files, equal ones in the same.
 */
final class PartsAside implements AutoCloseable {
    static final int PARTS = 64;

    private static final int BUFFER = 1 << 13;

    private final int depth;
    private final List<FileChannel> files = new ArrayList<>();
    private final List<DataOutputStream> outputs = new ArrayList<>();

    /** Takes a record: its bytes are the first of the array. */
    interface Target {
        void accept(byte[] bytes, int length);
    }

    /**
     * @param depth records that were together at one depth are spread at the next
     * @throws ResourceException where there is no room for temporary files
     */
    PartsAside(int depth) {
        this.depth = depth;
        try {
            for (int part = 0; part < PARTS; part++) {
                FileChannel file = open();
                files.add(file);
                outputs.add(new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER)));
            }
        } catch (IOException e) {
            close();
            throw failure(e);
        }
    }

    private static FileChannel open() throws IOException {
        return TemporaryFile.open(Path.of(System.getProperty("java.io.tmpdir")), "millrace-unique-");
    }

    void add(byte[] bytes, int length) {
        DataOutputStream output = outputs.get(part(bytes, length));
        try {
            output.writeInt(length);
            output.write(bytes, 0, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private int part(byte[] bytes, int length) {
        long hash = ValueHash.of(bytes, 0, length);
        return (int) (ValueHash.of(hash + depth) & PARTS - 1);
    }

    /** Hands on all records of a part. */
    void read(int part, Target target) {
        try {
            outputs.get(part).flush();
            files.get(part).position(0);
            DataInputStream input =
                    new DataInputStream(new BufferedInputStream(Channels.newInputStream(files.get(part)), BUFFER));
            byte[] bytes = new byte[256];
            for (int length = length(input); length >= 0; length = length(input)) {
                if (length > bytes.length) {
                    bytes = new byte[2 * length];
                }
                input.readFully(bytes, 0, length);
                target.accept(bytes, length);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** -1 at the end. */
    private static int length(DataInputStream input) throws IOException {
        try {
            return input.readInt();
        } catch (EOFException e) {
            return -1;
        }
    }

    private static ResourceException failure(IOException cause) {
        return new ResourceException(
                "cannot put values aside in " + System.getProperty("java.io.tmpdir")
                        + " to check that they are unique: " + cause.getMessage(),
                cause);
    }

    @Override
    public void close() {
        for (FileChannel file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }
}
