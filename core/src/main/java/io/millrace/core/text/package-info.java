/** Operations on texts as UTF-8 bytes. */
package io.millrace.core.text;
