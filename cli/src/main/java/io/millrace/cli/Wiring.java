package io.millrace.cli;

import io.millrace.core.port.Extensions;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.TableFormats;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Makes every command from its parts. By hand: a container that finds constructors by reflection and generates code to call
 * them takes longer than all the rest of the start. What a process has one of is made when a command first asks.
 */
final class Wiring {
    private final Map<Class<?>, Supplier<?>> made = new HashMap<>();
    // A reference to the constructor would have the JVM load and verify all of it here.
    private final Supplier<Meters> meters = new Once<>(() -> new Meters());

    /**
     * @param limits asked for only where a command needs to know
     * @param measured whether anybody reads the meters: without, none are made, which takes a hundredth of a short run
     * @param verbose whether to say what a run does
     */
    Wiring(
            Console console,
            Interruption interruption,
            Supplier<JvmLimits> limits,
            BooleanSupplier measured,
            BooleanSupplier verbose) {
        Supplier<TableFormats> formats = new Once<>(() -> ClassPath.loaded(TableFormats::load));
        Supplier<Extensions> extensions = new Once<>(() -> ClassPath.loaded(Extensions::load));
        Supplier<FeatureEngine> engine = new Once<>(ArrowFeatureEngine::new);
        Supplier<EventGeneration> generation = new Once<>(() -> new EventGeneration(formats.get(), interruption));
        Supplier<List<RunListener>> watching =
                () -> measured.getAsBoolean() ? List.of(meters.get().listener()) : List.of();
        Supplier<MatrixBuild> build =
                () -> new MatrixBuild(console, interruption, formats.get(), engine.get(), watching, verbose);

        put(RootCommand.class, () -> new RootCommand(console));
        put(DemoCommand.class, () -> new DemoCommand(console, interruption, formats, engine, generation, build));
        put(GenerateCommand.class, () -> new GenerateCommand(console, formats, generation));
        put(InspectCommand.class, () -> new InspectCommand(console, interruption, formats));
        put(ExplainCommand.class, () -> new ExplainCommand(console, formats, engine, extensions));
        put(BuildCommand.class, () -> new BuildCommand(console, formats, build, extensions));
        put(CheckCommand.class, () -> new CheckCommand(console, interruption, formats, extensions));
        put(DiffCommand.class, () -> new DiffCommand(console, interruption, formats));
        put(WhyCommand.class, () -> new WhyCommand(console, interruption, formats, engine, extensions));
        put(ReportCommand.class, () -> new ReportCommand(console, interruption, formats, extensions));
        put(FeaturesCommand.class, () -> new FeaturesCommand(console, formats, extensions));
        put(SqlCommand.class, () -> new SqlCommand(console, formats, extensions));
        put(InitCommand.class, () -> new InitCommand(console, formats));
        put(SchemaCommand.class, () -> new SchemaCommand(console));
        put(CompletionCommand.class, () -> new CompletionCommand(console, this::factory));
        put(DoctorCommand.class, () -> new DoctorCommand(console, formats, limits));
        put(EffortOptions.class, () -> new EffortOptions(limits));
    }

    private <K> void put(Class<K> type, Supplier<K> supplier) {
        made.put(type, supplier);
    }

    Meters meters() {
        return meters.get();
    }

    CommandLine.IFactory factory() {
        return new Factory(made);
    }

    /** For the command line; whatever is not made here has a constructor without parameters. */
    private record Factory(Map<Class<?>, Supplier<?>> made) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            Supplier<?> supplier = made.get(type);
            return supplier == null ? CommandLine.defaultFactory().create(type) : type.cast(supplier.get());
        }
    }

    /** Makes it when it is first asked for. */
    private static final class Once<T> implements Supplier<T> {
        private Supplier<? extends T> value;
        private boolean isMade;

        Once(Supplier<? extends T> maker) {
            this.value = maker;
        }

        @Override
        public T get() {
            if (!isMade) {
                T result = value.get();
                value = () -> result;
                isMade = true;
            }
            return value.get();
        }
    }
}
