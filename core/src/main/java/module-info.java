/** The feature language, its plan, and the ports through which engines and formats take part. */
module io.millrace.core {
    requires static transitive org.jspecify;

    exports io.millrace.core.diff;
    exports io.millrace.core.evaluate;
    exports io.millrace.core.event;
    exports io.millrace.core.feature;
    exports io.millrace.core.forecast;
    exports io.millrace.core.inspect;
    exports io.millrace.core.json;
    exports io.millrace.core.matrix;
    exports io.millrace.core.number;
    exports io.millrace.core.plan;
    exports io.millrace.core.port;
    exports io.millrace.core.run;
    exports io.millrace.core.sql;
    exports io.millrace.core.sketch;
    exports io.millrace.core.streamflow;
    exports io.millrace.core.text;
    exports io.millrace.core.validate;
    exports io.millrace.core.why;

    uses io.millrace.core.port.Aggregation;
    uses io.millrace.core.port.EventValidator;
    uses io.millrace.core.port.MatrixCheck;
    uses io.millrace.core.port.RunListener;
    uses io.millrace.core.port.TableFormat;
    uses io.millrace.core.port.UserFunction;
}
