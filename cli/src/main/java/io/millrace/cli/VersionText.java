package io.millrace.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(VersionText.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        return new String[] {"millrace " + version + ", on Java " + Runtime.version()};
    }
}
