package io.millrace.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Changes a sound Parquet file at random: its bytes, what its footer says, or what the header of a page says. */
final class Mutation {
    private static final int TAIL = 8;

    private final byte[] sound;
    private final Random random;
    private final int footer;

    private Mutation(byte[] sound, Random random) {
        this.sound = sound;
        this.random = random;
        this.footer = sound.length
                - TAIL
                - ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(sound.length - TAIL);
    }

    static byte[] of(byte[] sound, Random random) {
        Mutation mutation = new Mutation(sound, random);
        int kind = random.nextInt(100);
        try {
            if (kind < 5) {
                return Arrays.copyOf(sound, random.nextInt(sound.length));
            } else if (kind < 25) {
                return mutation.bytes(0, sound.length);
            } else if (kind < 40) {
                return mutation.bytes(4, mutation.footer);
            } else if (kind < 55) {
                return mutation.bytes(mutation.footer, sound.length);
            } else if (kind < 60) {
                return mutation.spliced();
            } else if (kind < 80) {
                return mutation.footer();
            }
            return mutation.header();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(int from, int to) {
        byte[] changed = sound.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int place = from + random.nextInt(to - from);
            switch (random.nextInt(4)) {
                case 0 -> changed[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[place] = (byte) random.nextInt();
                case 2 -> changed[place] = (byte) (random.nextBoolean() ? 0xff : 0);
                default ->
                    Arrays.fill(changed, place, Math.min(to, place + 1 + random.nextInt(8)), (byte) random.nextInt());
            }
        }
        return changed;
    }

    private byte[] spliced() {
        byte[] changed = sound.clone();
        int length = 1 + random.nextInt(64);
        int from = random.nextInt(sound.length - length);
        int to = random.nextInt(sound.length - length);
        System.arraycopy(sound, from, changed, to, length);
        return changed;
    }

    private FileMetaData metaData() throws IOException {
        return Util.readFileMetaData(new ByteArrayInputStream(sound, footer, sound.length - TAIL - footer));
    }

    private static byte[] file(byte[] data, FileMetaData metaData) throws IOException {
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        Util.writeFileMetaData(metaData, end);
        return ByteBuffer.allocate(data.length + end.size() + TAIL)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(data)
                .put(end.toByteArray())
                .putInt(end.size())
                .put(ParquetSink.MAGIC)
                .array();
    }

    private long number(long usual) {
        return switch (random.nextInt(10)) {
            case 0 -> -1;
            case 1 -> 0;
            case 2 -> Long.MAX_VALUE;
            case 3 -> Long.MIN_VALUE;
            case 4 -> Integer.MAX_VALUE;
            case 5 -> usual + 1;
            case 6 -> usual - 1;
            case 7 -> usual * 2;
            case 8 -> random.nextInt(sound.length);
            default -> random.nextLong();
        };
    }

    private int small(int usual) {
        return (int) number(usual);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private byte[] footer() throws IOException {
        FileMetaData metaData = metaData();
        switch (random.nextInt(4)) {
            case 0 -> change(any(metaData.getSchema()));
            case 1 -> change(metaData.getRow_groups());
            default -> change(any(any(metaData.getRow_groups()).getColumns()));
        }
        return file(Arrays.copyOf(sound, footer), metaData);
    }

    private void change(SchemaElement element) {
        switch (random.nextInt(6)) {
            case 0 -> element.setNum_children(small(element.getNum_children()));
            case 1 -> element.setType(any(Type.values()));
            case 2 -> element.setType_length(small(element.getType_length()));
            case 3 -> element.setRepetition_type(any(FieldRepetitionType.values()));
            case 4 -> element.setName(any(new String[] {"", "id", "few", "\u001b[2J", "../x", "a".repeat(100_000)}));
            default -> element.unsetLogicalType();
        }
    }

    private void change(List<RowGroup> groups) {
        RowGroup group = any(groups);
        switch (random.nextInt(5)) {
            case 0 -> group.setNum_rows(number(group.getNum_rows()));
            case 1 -> groups.add(group);
            case 2 -> groups.remove(group);
            case 3 -> group.getColumns().remove(random.nextInt(group.getColumnsSize()));
            default -> java.util.Collections.swap(group.getColumns(), 0, random.nextInt(group.getColumnsSize()));
        }
    }

    private void change(ColumnChunk chunk) {
        ColumnMetaData column = chunk.getMeta_data();
        switch (random.nextInt(9)) {
            case 0 -> column.setNum_values(number(column.getNum_values()));
            case 1 -> column.setTotal_compressed_size(number(column.getTotal_compressed_size()));
            case 2 -> column.setTotal_uncompressed_size(number(column.getTotal_uncompressed_size()));
            case 3 -> column.setData_page_offset(number(column.getData_page_offset()));
            case 4 -> column.setDictionary_page_offset(number(column.getDictionary_page_offset()));
            case 5 -> column.setCodec(any(CompressionCodec.values()));
            case 6 -> column.setEncodings(List.of(any(Encoding.values())));
            case 7 -> column.setType(any(Type.values()));
            default -> chunk.unsetMeta_data();
        }
    }

    /** Another header in front of the first page of a column, with everything behind it moved. */
    private byte[] header() throws IOException {
        FileMetaData metaData = metaData();
        ColumnMetaData column = any(any(metaData.getRow_groups()).getColumns()).getMeta_data();
        int place = (int)
                (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0
                        ? column.getDictionary_page_offset()
                        : column.getData_page_offset());
        ByteArrayInputStream in = new ByteArrayInputStream(sound, place, footer - place);
        PageHeader header = Util.readPageHeader(in);
        int end = footer - in.available();
        change(header);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Util.writePageHeader(header, written);
        int more = written.size() - (end - place);
        byte[] data = ByteBuffer.allocate(footer + more)
                .put(sound, 0, place)
                .put(written.toByteArray())
                .put(sound, end, footer - end)
                .array();
        column.setTotal_compressed_size(column.getTotal_compressed_size() + more);
        for (RowGroup group : metaData.getRow_groups()) {
            group.getColumns().forEach(chunk -> move(chunk.getMeta_data(), place, more));
        }
        return file(data, metaData);
    }

    private static void move(ColumnMetaData column, int place, int more) {
        if (column.getData_page_offset() > place) {
            column.setData_page_offset(column.getData_page_offset() + more);
        }
        if (column.getDictionary_page_offset() > place) {
            column.setDictionary_page_offset(column.getDictionary_page_offset() + more);
        }
    }

    private void change(PageHeader header) {
        switch (random.nextInt(5)) {
            case 0 -> header.setCompressed_page_size(small(header.getCompressed_page_size()));
            case 1 -> header.setUncompressed_page_size(small(header.getUncompressed_page_size()));
            case 2 -> header.setCrc(random.nextInt());
            default -> {
                if (header.isSetDictionary_page_header()) {
                    header.getDictionary_page_header()
                            .setNum_values(
                                    small(header.getDictionary_page_header().getNum_values()));
                } else if (header.isSetData_page_header()) {
                    header.getData_page_header()
                            .setNum_values(small(header.getData_page_header().getNum_values()));
                    header.getData_page_header().setEncoding(any(Encoding.values()));
                } else {
                    header.getData_page_header_v2()
                            .setNum_values(small(header.getData_page_header_v2().getNum_values()));
                    header.getData_page_header_v2()
                            .setDefinition_levels_byte_length(
                                    small(header.getData_page_header_v2().getDefinition_levels_byte_length()));
                }
            }
        }
    }
}
