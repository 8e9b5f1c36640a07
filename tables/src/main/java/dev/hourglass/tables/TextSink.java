package dev.hourglass.tables;

import dev.hourglass.table.ColumnValues;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Rows as text in UTF-8.
final class TextSink implements TableSink {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final RowText form;
    private final StringBuilder text = new StringBuilder();

    TextSink(OutputStream out, RowText form) {
        this.out = out;
        this.form = form;
        form.appendHeader(text);
    }

    @Override
    public void write(List<ColumnValues> cells, int rows) throws IOException {
        for (int row = 0; row < rows; row++) {
            form.appendRow(text, cells, row);
            if (text.length() >= BUFFER) {
                writeOut();
            }
        }
    }

    private void writeOut() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    @Override
    public void finish() throws IOException {
        writeOut();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
