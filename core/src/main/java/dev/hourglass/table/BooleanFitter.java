package dev.hourglass.table;

/// Counts how often a column is true.
final class BooleanFitter extends ColumnFitter {
    private long known;
    private long yes;

    BooleanFitter(String name) {
        super(name);
    }

    @Override
    void count(ColumnValues values, int row) {
        known++;
        yes += ((ColumnValues.Numbers) values).values()[row] == 0 ? 0 : 1;
    }

    @Override
    public Column fit() {
        if (yes == 0 || yes == known) {
            throw constant(known == 0 ? "none that is not missing" : yes == 0 ? "only false" : "only true");
        }
        return new BooleanColumn(name(), (double) yes / known, missingShare());
    }
}
