package io.millrace.core.port;

import java.nio.file.Path;

/**
 * A file that is complete and on the disk, and is about to take its place.
 *
 * @param path its place
 * @param bytes its size
 * @param sha256 the SHA-256 of its content, 64 hexadecimal digits in lower case
 */
public record WrittenFile(Path path, long bytes, String sha256) {}
