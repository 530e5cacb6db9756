package io.millrace.cli.render;

import io.millrace.core.number.DoubleText;
import java.nio.charset.StandardCharsets;

/** Values as machines read them. */
final class Values {
    private Values() {}

    /** A number or a boolean. */
    static String plain(Object value) {
        if (!(value instanceof Double number)) {
            return value.toString();
        }
        byte[] target = new byte[DoubleText.MAX_BYTES];
        int length = DoubleText.write(number, target, 0);
        return new String(target, 0, length, StandardCharsets.US_ASCII);
    }
}
