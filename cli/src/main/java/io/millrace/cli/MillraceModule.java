package io.millrace.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.run.TableFormats;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import java.util.function.Supplier;

/** Wires the parts. Formats and the engine are made when a command first asks for them. */
final class MillraceModule extends AbstractModule {
    private final Console console;
    private final Interruption interruption;
    private final Supplier<JvmLimits> limits;

    MillraceModule(Console console, Interruption interruption, Supplier<JvmLimits> limits) {
        this.console = console;
        this.interruption = interruption;
        this.limits = limits;
    }

    @Override
    protected void configure() {
        bind(Console.class).toInstance(console);
        bind(Interruption.class).toInstance(interruption);
    }

    @Provides
    JvmLimits limits() {
        return limits.get();
    }

    @Provides
    @Singleton
    TableFormats formats() {
        return ClassPath.loaded(TableFormats::load);
    }

    @Provides
    @Singleton
    Extensions extensions() {
        return ClassPath.loaded(Extensions::load);
    }

    @Provides
    @Singleton
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Provides
    @Singleton
    FeatureEngine engine() {
        return new ArrowFeatureEngine();
    }
}
