/** Feature sets as YAML and JSON, and the record of a run as JSON. */
package io.millrace.yaml;
