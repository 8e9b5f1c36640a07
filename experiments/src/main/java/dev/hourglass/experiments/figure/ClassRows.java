package dev.hourglass.experiments.figure;

import dev.hourglass.experiments.figure.PictureRows.Row;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a conditional model makes of the same codes under each of its classes: a row a class, a column a code. What a
/// column has in common is what the code holds beside the class.
final class ClassRows {
    private static final int COLUMNS = 8;

    private ClassRows() {}

    static Figure draw(TrainedAutoencoder model, Shape picture, long seed) {
        var codes = VariationalModel.of(model).drawCodes(COLUMNS, seed);
        var rows = new ArrayList<Row>();
        for (int label = 0; label < model.spec().latent().classes(); label++) {
            var labels = new int[COLUMNS];
            Arrays.fill(labels, label);
            var pictures = Figures.pictures(picture, model.decode(codes, model.labels(labels)));
            rows.add(new Row("class " + model.classNames().get(label), List.of(), pictures));
        }
        return PictureRows.draw(
                "classes", "The same codes with each class", "a column is one random code, a row one class", rows);
    }
}
