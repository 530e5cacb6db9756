/** Matrices as arrays in NumPy's own format, which {@code np.load(path, mmap_mode="r")} opens without reading them. */
package io.millrace.npy;
