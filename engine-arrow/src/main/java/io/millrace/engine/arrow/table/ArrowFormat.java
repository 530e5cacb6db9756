package io.millrace.engine.arrow.table;

import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.TableFormat;
import io.millrace.core.port.WriteOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Arrow IPC files (also known as Feather version 2), of the file format and of the stream format, without compression.
 * Written is the file format. A record batch is held in memory whole while it is read.
 */
public final class ArrowFormat implements TableFormat {
    static final String NAME = "arrow";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> extensions() {
        return List.of("arrow", "feather", "ipc");
    }

    @Override
    public EventSource open(List<Path> files, ReadOptions options) {
        ArrowFileSource source = new ArrowFileSource(files, options.drift());
        ArrowTable.require(source.files(), options.declaredSchema(), options.drift());
        return source;
    }

    @Override
    public MatrixSink create(Path target) {
        return create(target, WriteOptions.DEFAULT);
    }

    @Override
    public MatrixSink create(Path target, WriteOptions options) {
        return new ArrowFileSink(target, options.about());
    }
}
