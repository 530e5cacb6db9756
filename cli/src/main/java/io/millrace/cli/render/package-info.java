/** What commands print, and the forms it takes: for people, as JSON, as CSV. */
package io.millrace.cli.render;
