/**
 * A file system that stands in for Java's own, so that tests see every operation on files and can have each of them fail. It does
 * its work by the one in whose place it stands, and is put there by the property
 * {@code java.nio.file.spi.DefaultFileSystemProvider} of a JVM, so that the product needs to know nothing of it.
 */
package io.millrace.core.disk;
