package io.millrace.parquet;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TMap;
import shaded.parquet.org.apache.thrift.protocol.TProtocolException;
import shaded.parquet.org.apache.thrift.protocol.TStruct;
import shaded.parquet.org.apache.thrift.transport.TTransport;

/**
 * Thrift's compact protocol for bytes that nobody vouches for. What is not known to the format is skipped by recursion, so the
 * depth is limited; and a few bytes of a footer become objects of many, so these are counted before they are made.
 */
final class FooterProtocol extends TCompactProtocol {
    /** The format has less than ten levels. */
    private static final int DEEPEST = 32;
    // About what a decoded struct, list or text takes besides its content.
    private static final int STRUCT_BYTES = 96;
    private static final int LIST_BYTES = 40;
    private static final int ELEMENT_BYTES = 8;
    private static final int TEXT_BYTES = 64;

    private final int footerBytes;
    private final Map<String, String> texts = new HashMap<>();
    private long left;
    private int depth;

    /**
     * @param footerBytes what the transport holds
     * @param memory about the most bytes that may be decoded from it
     */
    FooterProtocol(TTransport transport, int footerBytes, long memory) {
        super(transport, footerBytes, footerBytes);
        this.footerBytes = footerBytes;
        this.left = memory;
    }

    /** The footer asks for more than it may; no damage, and said to the user as it is. */
    static final class Excess extends TProtocolException {
        private static final long serialVersionUID = 1L;

        Excess(String message) {
            super(SIZE_LIMIT, message);
        }
    }

    private void take(long bytes) throws Excess {
        left -= bytes;
        if (left < 0) {
            throw new Excess("its footer of " + footerBytes
                    + " bytes tells of more than a file of its size may hold in memory; " + "--max-ratio raises that");
        }
    }

    private void enter() throws TException {
        if (++depth > DEEPEST) {
            throw new TProtocolException(
                    TProtocolException.DEPTH_LIMIT, "its footer is nested deeper than " + DEEPEST + " levels");
        }
    }

    @Override
    public TStruct readStructBegin() throws TException {
        enter();
        take(STRUCT_BYTES);
        return super.readStructBegin();
    }

    @Override
    public void readStructEnd() throws TException {
        depth--;
        super.readStructEnd();
    }

    @Override
    public TList readListBegin() throws TException {
        enter();
        TList list = super.readListBegin();
        take(LIST_BYTES + (long) ELEMENT_BYTES * list.size);
        return list;
    }

    @Override
    public void readListEnd() throws TException {
        depth--;
        super.readListEnd();
    }

    /** A set begins as a list does. */
    @Override
    public void readSetEnd() throws TException {
        depth--;
        super.readSetEnd();
    }

    @Override
    public TMap readMapBegin() throws TException {
        enter();
        TMap map = super.readMapBegin();
        take(LIST_BYTES + 2L * ELEMENT_BYTES * map.size);
        return map;
    }

    @Override
    public void readMapEnd() throws TException {
        depth--;
        super.readMapEnd();
    }

    /** Names of columns stand in every row group, and are kept once. */
    @Override
    public String readString() throws TException {
        String text = super.readString();
        String known = texts.putIfAbsent(text, text);
        if (known == null) {
            take(TEXT_BYTES + (long) Character.BYTES * text.length());
        }
        return known == null ? text : known;
    }

    @Override
    public ByteBuffer readBinary() throws TException {
        ByteBuffer bytes = super.readBinary();
        take(TEXT_BYTES + bytes.remaining());
        return bytes;
    }
}
