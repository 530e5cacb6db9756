package io.millrace.docs;

/** Runs the main methods of classes one after the other, in one process. */
public final class ExampleRunner {
    static final String MARK = "### ";

    private ExampleRunner() {}

    /** What is printed before a class runs. */
    static String line(String type) {
        return MARK + type;
    }

    public static void main(String[] types) throws ReflectiveOperationException {
        for (String type : types) {
            System.out.println(line(type));
            Class.forName(type).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
        // Native libraries may keep threads that would hold the process.
        System.exit(0);
    }
}
