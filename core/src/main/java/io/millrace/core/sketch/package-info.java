/** What approximate aggregations and profiles are computed from: hashes, registers and buckets, the same in every engine. */
package io.millrace.core.sketch;
