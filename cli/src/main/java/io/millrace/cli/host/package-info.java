/** What the machine and its container give a process. Everything is read below a root folder, so that tests have their own. */
package io.millrace.cli.host;
