/** The feature language: expressions and feature sets as they are written, before they meet any data. */
package io.millrace.core.feature;
