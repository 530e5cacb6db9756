/** Plans as queries of another engine, with every difference of meaning written out. */
package io.millrace.core.sql;
