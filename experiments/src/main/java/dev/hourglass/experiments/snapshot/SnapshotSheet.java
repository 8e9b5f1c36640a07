package dev.hourglass.experiments.snapshot;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.spec.Shape;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the pictures of a snapshot are on its one sheet: the samples in a row and, below, the filters of the first layer in rows that are
/// as wide, a pixel apart.
///
/// @param picture the shape of a sample
/// @param samples in the row
/// @param filter the shape of a filter, if the first layer has such
/// @param filters how many
record SnapshotSheet(Shape picture, int samples, Optional<Shape> filter, int filters) {
    private static final int GAP = 1;
    private static final int NARROWEST = 400;

    private int width() {
        int row = samples * (picture.width() + GAP) - GAP;
        return filters == 0 ? row : Math.max(row, Math.min(NARROWEST, filters * (filterWidth() + GAP) - GAP));
    }

    private int filterWidth() {
        return filter.map(Shape::width).orElse(0);
    }

    private int filterHeight() {
        return filter.map(Shape::height).orElse(0);
    }

    private int columns() {
        return filters == 0 ? 0 : Math.max(1, (width() + GAP) / (filterWidth() + GAP));
    }

    private int height() {
        return picture.height() + (filters == 0 ? 0 : Math.ceilDiv(filters, columns()) * (filterHeight() + GAP));
    }

    /// The sheet as a PNG file.
    ///
    /// @param rows `[sample][row, column, channel]`
    byte[] png(List<float[]> rows, Optional<Filters> found) {
        boolean isColour = picture.channels() > 1 || filter.map(Shape::channels).orElse(1) > 1;
        var sheet = new BufferedImage(width(), height(),
                isColour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < rows.size(); i++) {
            draw(sheet, Picture.of(picture, rows.get(i)).image(), i * (picture.width() + GAP), 0);
        }
        found.ifPresent(of -> {
            var tiles = of.tiles();
            for (int i = 0; i < tiles.size(); i++) {
                draw(sheet, Picture.of(of.tile(), tiles.get(i)).image(), i % columns() * (filterWidth() + GAP),
                        picture.height() + GAP + i / columns() * (filterHeight() + GAP));
            }
        });
        return Picture.png(sheet);
    }

    /// Level for level: drawing would convert between the two kinds of grey that Java knows.
    private static void draw(BufferedImage sheet, BufferedImage tile, int left, int top) {
        int bands = tile.getRaster().getNumBands();
        for (int y = 0; y < tile.getHeight(); y++) {
            for (int x = 0; x < tile.getWidth(); x++) {
                for (int band = 0; band < sheet.getRaster().getNumBands(); band++) {
                    sheet.getRaster().setSample(left + x, top + y, band,
                            tile.getRaster().getSample(x, y, Math.min(band, bands - 1)));
                }
            }
        }
    }

    /// The same for machines: where to cut.
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("height", (long) picture.height());
        fields.put("width", (long) picture.width());
        fields.put("gap", (long) GAP);
        fields.put("samples", (long) samples);
        if (filters > 0) {
            fields.put("filter_height", (long) filterHeight());
            fields.put("filter_width", (long) filterWidth());
            fields.put("filter_columns", (long) columns());
            fields.put("filters", (long) filters);
        }
        return fields;
    }
}
