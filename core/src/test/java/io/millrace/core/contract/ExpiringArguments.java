package io.millrace.core.contract;

import io.millrace.core.port.Arguments;

/** Arguments that are valid until they expire. */
final class ExpiringArguments implements Arguments {
    private final Arguments arguments;
    private boolean expired;

    ExpiringArguments(Arguments arguments) {
        this.arguments = arguments;
    }

    void expire() {
        expired = true;
    }

    private Arguments valid() {
        if (expired) {
            throw new IllegalStateException("arguments are valid during the call only");
        }
        return arguments;
    }

    @Override
    public boolean isNull(int position) {
        return valid().isNull(position);
    }

    @Override
    public long longAt(int position) {
        return valid().longAt(position);
    }

    @Override
    public double doubleAt(int position) {
        return valid().doubleAt(position);
    }

    @Override
    public String textAt(int position) {
        return valid().textAt(position);
    }
}
