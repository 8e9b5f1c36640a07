package dev.hourglass.experiments.figure;

import dev.hourglass.datasets.picture.Picture;
import java.util.List;

/// Rows of small pictures, one column a sample: originals over codes over reconstructions.
final class PictureRows {
    static final int CELL = 56;
    private static final int GAP = 6;
    private static final int ROW_GAP = 12;
    private static final int LONGEST_LABEL = 240;
    private static final int TOP = 72;
    private static final int LABEL_GAP = 24;
    private static final int LINE = 15;

    /// @param label what the row shows
    /// @param remarks quieter lines below the label
    record Row(String label, List<String> remarks, List<Picture> pictures) {}

    private PictureRows() {}

    /// The side of a cell in logical pixels: that of a picture which is a little too large for the usual cell.
    static int cell(int height, int width) {
        int side = Math.max(height, width);
        return side > CELL && side <= 2 * CELL ? side : CELL;
    }

    /// @param rows of equally many pictures; those of the first decide the size of the cells
    static Figure draw(String name, String title, String subtitle, List<Row> rows) {
        var first = rows.getFirst().pictures().getFirst();
        return draw(name, title, subtitle, rows, cell(first.height(), first.width()));
    }

    /// @param rows of equally many pictures
    /// @param cell side of a picture in logical pixels
    static Figure draw(String name, String title, String subtitle, List<Row> rows, int cell) {
        int columns = rows.getFirst().pictures().size();
        var measure = new Canvas(1, 1);
        double labels = rows.stream()
                .mapToDouble(row -> labelWidth(measure, row))
                .max()
                .orElse(0);
        int left = Style.MARGIN + (int) Math.ceil(labels) + LABEL_GAP;
        int grid = left + columns * (cell + GAP) - GAP + Style.MARGIN;
        int words = (int) Math.ceil(Math.max(measure.width(title, Style.TITLE), measure.width(subtitle, Style.TEXT)));
        int width = Math.max(grid, words + 2 * Style.MARGIN);
        int height = TOP + rows.size() * (cell + ROW_GAP) - ROW_GAP + Style.MARGIN;

        var canvas = new Canvas(width, height);
        canvas.title(title, subtitle);
        for (int r = 0; r < rows.size(); r++) {
            var row = rows.get(r);
            double top = TOP + r * (cell + ROW_GAP);
            label(canvas, row, top + cell / 2.0);
            for (int c = 0; c < columns; c++) {
                canvas.picture(row.pictures().get(c), left + c * (cell + GAP), top, cell);
            }
        }
        return new Figure(name, title + ". " + subtitle, canvas.image());
    }

    private static double labelWidth(Canvas canvas, Row row) {
        double widest = canvas.width(text(canvas, row), Style.STRONG);
        for (var remark : row.remarks()) {
            widest = Math.max(widest, canvas.width(remark, Style.SMALL));
        }
        return widest;
    }

    private static String text(Canvas canvas, Row row) {
        return canvas.shortened(row.label(), Style.STRONG, LONGEST_LABEL);
    }

    private static void label(Canvas canvas, Row row, double middle) {
        double baseline = middle + 4 - row.remarks().size() * LINE / 2.0;
        canvas.left(text(canvas, row), Style.STRONG, Style.INK, Style.MARGIN, baseline);
        for (var remark : row.remarks()) {
            baseline += LINE;
            canvas.left(remark, Style.SMALL, Style.QUIET, Style.MARGIN, baseline);
        }
    }
}
