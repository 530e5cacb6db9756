package io.millrace.benchmarks.compare;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "data",
        description = "Makes the files of events, where they are not there, and prints their folder.",
        mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {
    @Mixin
    private JobOptions options;

    @Override
    public Integer call() {
        System.out.println(options.folder());
        return 0;
    }
}
