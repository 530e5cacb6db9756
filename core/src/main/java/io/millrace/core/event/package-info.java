/** Events as they travel: schemas and batches of columns over primitive arrays. */
package io.millrace.core.event;
