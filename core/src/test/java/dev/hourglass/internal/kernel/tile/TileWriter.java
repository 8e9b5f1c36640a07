package dev.hourglass.internal.kernel.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes the tiles, from a table of shapes and a template for each family.
///
/// A tile is a loop that keeps a rectangle of sums in registers. Java has no arrays of registers, so every sum needs a
/// variable and a line of its own, and every shape a method of its own. To add a tile, add its shape to the table and run,
/// in the project's folder,
///
///     java core/src/test/java/dev/hourglass/internal/kernel/tile/TileWriter.java
///
/// A shape is rows by columns of sums. The shapes in a line of the table have the same rows; they are tried from left to
/// right, so that `8x2 8x1` works on two places at a time and then on the one that may be left. Lines are tried from top
/// to bottom. With vectors of 16 floats there are 32 registers, else 16: the sums and what a turn of the loop loads have to
/// fit. `4x2of8` holds 4 of the 8 outputs of a packed block; what whole tiles of its first line leave of a block of rows is for the
/// next line of that block.
///
/// A template is the code itself. `{R}` and `{C}` are a shape's rows and columns; what is indented below `$for r in 0..R:` is
/// written once for each row (see [#expand]). `{r} * LANES` is written as a person would: left out for 0, `LANES` for 1.
public final class TileWriter {
    private static final String FOLDER = "dev/hourglass/internal/kernel/tile";

    /// Outputs by places, in vectors of 16 samples.
    private static final String CORRELATE_WIDE = """
            12x2 12x1
            8x2 8x1
            4x4 4x1
            2x4 2x1
            1x8 1x1
            """;

    /// Outputs by narrower vectors of one place's samples. A packed block of 8 outputs is worked on by halves.
    private static final String CORRELATE_NARROW = """
            4x2of8
            4x2
            2x2
            1x2
            """;

    /// Inputs by vectors of outputs. The first lines need vectors of 16 floats.
    private static final String OUTER_WIDE = """
            12x2 12x1
            6x2 6x1
            """;
    private static final String OUTER = """
            4x2 4x1
            3x2 3x1
            2x2 2x1
            1x2 1x1
            """;

    /// Inputs by vectors of partial sums of one output.
    private static final String OUTER_IN_LANES = """
            8x1
            1x1
            """;

    /// Vectors of a block's outputs by places, where a place's values are neighbours. The wide ones need vectors of 16 floats, the
    /// narrow ones have at most 8. Rows of pictures are often 28, 14 or 7 places long. A turn of the loop holds the fewer of its inputs and
    /// its weights in registers, and the others one at a time.
    private static final String ROWS_WIDE = """
            3x8of48 3x4of48 3x2of48 3x1of48
            2x12of32 2x8of32 2x7of32 2x4of32 2x2of32 2x1of32
            1x16of16 1x8of16 1x7of16 1x4of16 1x2of16 1x1of16
            """;
    private static final String ROWS_NARROW = """
            3x3of40 3x1of40
            2x5of40 2x2of40 2x1of40
            4x2of32 4x1of32
            2x5of16 2x2of16 2x1of16
            1x8of8 1x2of8 1x1of8
            """;

    /// Vectors of a block's outputs by samples, of which only the inputs that are not zero are multiplied.
    private static final String SPARSE_WIDE = """
            3x2of48 3x1of48
            2x2of32 2x1of32
            1x2of16 1x1of16
            """;
    private static final String SPARSE_NARROW = """
            5x2of40 5x1of40
            4x2of32 4x1of32
            2x2of16 2x1of16
            1x2of8 1x1of8
            """;

    /// Outputs by samples, and inputs by outputs, without vectors.
    private static final String SCALAR_CORRELATE = """
            4x4
            1x4
            """;
    private static final String SCALAR_OUTER = """
            4x4
            1x4
            """;

    /// Floats of the vectors for which the narrow tiles are made; shorter ones go through them in more turns.
    private static final int SHORT_VECTOR = 8;

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final Pattern DIRECTIVE = Pattern.compile(
            "\\$for (?<for>\\w+) in (?:(?<from>\\w+)\\.\\.(?<to>\\w+)|(?<list>\\w+)):"
                    + "|\\$(?<if>if) (?<left>\\w+) (?<operator><|>=) (?<right>\\w+):");

    private TileWriter() {}

    public static void main(String[] args) throws IOException {
        var folder = Path.of("core/src/main/java", FOLDER);
        if (!Files.isDirectory(folder)) {
            throw new IOException("expected the folder " + folder.toAbsolutePath() + ", found none;"
                    + " run this program in the project's folder");
        }
        for (var file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /// The text of each file.
    static Map<String, String> files() {
        return Map.of(
                "CorrelationTiles.java", expand(CORRELATION_TILES, Map.of(
                        "WALKS", List.of(
                                Map.of("walk", "wide", "ROWS", rows(CORRELATE_WIDE)),
                                Map.of("walk", "narrow", "ROWS", rows(CORRELATE_NARROW))),
                        "WIDE", rows(CORRELATE_WIDE),
                        "NARROW", rows(CORRELATE_NARROW),
                        "SHAPES", shapes(CORRELATE_WIDE, CORRELATE_NARROW))),
                "GradientTiles.java", expand(GRADIENT_TILES, Map.of(
                        "WIDE", rows(OUTER_WIDE),
                        "ANY", rows(OUTER),
                        "ROWS", rows(OUTER_WIDE, OUTER),
                        "SHAPES", shapes(OUTER_WIDE, OUTER),
                        "IN_LANES", rows(OUTER_IN_LANES))),
                "RowTiles.java", expand(ROW_TILES, Map.of(
                        "WALKS", List.of(
                                Map.of("walk", "wide", "BLOCKS", blocks(ROWS_WIDE)),
                                Map.of("walk", "narrow", "BLOCKS", blocks(ROWS_NARROW))),
                        "SHAPES", shapes(ROWS_WIDE, ROWS_NARROW))),
                "SparseTiles.java", expand(SPARSE_TILES, Map.of(
                        "WALKS", List.of(
                                Map.of("walk", "wide", "ROWS", rows(SPARSE_WIDE)),
                                Map.of("walk", "narrow", "ROWS", rows(SPARSE_NARROW))),
                        "SHAPES", shapes(SPARSE_WIDE, SPARSE_NARROW))),
                "ScalarTiles.java",
                expand(SCALAR_TILES, Map.of("CORRELATE", rows(SCALAR_CORRELATE), "OUTER", rows(SCALAR_OUTER))));
    }

    private static final String CORRELATION_TILES = """
            package dev.hourglass.internal.kernel.tile;

            import static dev.hourglass.internal.kernel.Kernels.LANES;
            import static dev.hourglass.internal.kernel.tile.Vectors.LENGTH;
            import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;

            import jdk.incubator.vector.FloatVector;

            // Written by TileWriter: change its table or its templates, not this file.

            /// The multiply-accumulate tiles of `Kernels.correlate` with the Vector API: `tileRxP` holds R outputs at P places in
            /// registers, `tileRxPofB` R of the B outputs of a packed block. `wide` is for vectors of 16 floats; with narrower ones
            /// the vectors of a panel, which are an even number, are the places of a tile, and `narrow` goes from one panel to the next.
            ///
            /// Small static methods with primitive arguments, indices of the form base + k * constant: so the JIT keeps the
            /// accumulators in registers and drops the range checks. All tiles have the same parameters.
            @SuppressWarnings("UnusedVariable")
            public final class CorrelationTiles {
                private CorrelationTiles() {}
                $for walk in WALKS:

                    /// One block of outputs at all places, which are `xStep` apart in `x` and `yStep` in `y`. A place reads `rows` runs
                    /// of `run` features, which are `line` apart.
                    public static void {walk}(
                            int outputs, int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
                            float[] y, int yAt, int yStep, float floor) {
                        switch (outputs) {
                            $for row in ROWS:
                                case {B} -> {walk}{B}(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
                            default -> throw new IllegalArgumentException("a block of " + outputs + " outputs has no tiles");
                        }
                    }
                $for row in WIDE:

                    private static void wide{B}(
                            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
                            float[] y, int yAt, int yStep, float floor) {
                        int p = 0;
                        $for shape in SHAPES:
                            for (; p <= places - {C}; p += {C}) {
                                $for o in OFFSETS:
                                    tile{shape}(rows, run, line, w, wAt + {o}, x, xAt + p * xStep, xStep,
                                            y, yAt + p * yStep + {o} * LANES, yStep, floor);
                            }
                    }
                $for row in NARROW:

                    private static void narrow{B}(
                            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
                            float[] y, int yAt, int yStep, float floor) {
                        for (int p = 0; p < places; p++) {
                            $for shape in SHAPES:
                                for (int lane = 0; lane < LANES; lane += {C} * LENGTH) {
                                    $for o in OFFSETS:
                                        tile{shape}(rows, run, line, w, wAt + {o}, x, xAt + p * xStep + lane, LENGTH,
                                                y, yAt + p * yStep + lane + {o} * LANES, LENGTH, floor);
                                }
                        }
                    }
                $for shape in SHAPES:

                    private static void tile{shape}(
                            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
                            float[] y, int yAt, int yStep, float floor) {
                        $for r in 0..R:
                            var a{r}x0 = FloatVector.broadcast(SPECIES, w[wAt + {r}]);
                            $for c in 1..C:
                                var a{r}x{c} = a{r}x0;
                        int weights = wAt + {B};
                        int row0 = xAt;
                        for (int i = 0; i < rows; i++) {
                            $for c in 1..C:
                                int row{c} = row0 + {c} * xStep;
                            for (int k = 0; k < run; k++) {
                                $for c in 0..C:
                                    var x{c} = FloatVector.fromArray(SPECIES, x, row{c} + k * LANES);
                                $for r in 0..R:
                                    var w{r} = FloatVector.broadcast(SPECIES, w[weights + k * {B} + {r}]);
                                    $for c in 0..C:
                                        a{r}x{c} = x{c}.fma(w{r}, a{r}x{c});
                            }
                            weights += run * {B};
                            row0 += line;
                        }
                        if (floor == Float.NEGATIVE_INFINITY) {
                            $for c in 0..C:
                                $for r in 0..R:
                                    a{r}x{c}.intoArray(y, yAt + {c} * yStep + {r} * LANES);
                            return;
                        }
                        var bound = FloatVector.broadcast(SPECIES, floor);
                        $for c in 0..C:
                            $for r in 0..R:
                                bound.max(a{r}x{c}).intoArray(y, yAt + {c} * yStep + {r} * LANES);
                    }
            }
            """;

    private static final String GRADIENT_TILES = """
            package dev.hourglass.internal.kernel.tile;

            import static dev.hourglass.internal.kernel.Kernels.LANES;
            import static dev.hourglass.internal.kernel.tile.Vectors.LENGTH;
            import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;

            import jdk.incubator.vector.FloatVector;

            // Written by TileWriter: change its table or its templates, not this file.

            /// The tiles of the weight gradients with the Vector API: `outerRxV` holds R inputs by V vectors of outputs in
            /// registers and runs over places and samples, `lanesR` holds R inputs by 16 partial sums and runs over places.
            ///
            /// Written like [CorrelationTiles], for the same reasons.
            @SuppressWarnings("UnusedVariable")
            public final class GradientTiles {
                private static final int BLOCK = LANES * LANES;

                private GradientTiles() {}

                /// See `Kernels.outer`; one row of the window.
                ///
                /// @param padded outputs, rounded up to whole vectors of 16
                public static void outer(
                        int run, int padded, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock,
                        float[] g, int gAt) {
                    int i = 0;
                    if (LENGTH == LANES) {
                        $for row in WIDE:
                            for (; i <= run - {R}; i += {R}) {
                                outer{R}(places, x, xAt + i * LANES, xStep, d, dAt, dBlock, g, gAt + i * padded, padded);
                            }
                    }
                    $for row in ANY:
                        for (; i <= run - {R}; i += {R}) {
                            outer{R}(places, x, xAt + i * LANES, xStep, d, dAt, dBlock, g, gAt + i * padded, padded);
                        }
                }
                $for row in ROWS:

                    private static void outer{R}(
                            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, float[] g, int gAt, int gRow) {
                        int o = 0;
                        $for shape in SHAPES:
                            for (; o <= gRow - {C} * LENGTH; o += {C} * LENGTH) {
                                outer{shape}(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
                            }
                    }

                /// See `Kernels.outerInLanes`; one row of the window.
                public static void inLanes(
                        int run, int outputs, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dStep,
                        float[] g, int gAt) {
                    int gRow = outputs * LANES;
                    for (int o = 0; o < gRow; o += LENGTH) {
                        int lane = o % LANES;
                        int i = 0;
                        $for row in IN_LANES:
                            for (; i <= run - {R}; i += {R}) {
                                lanes{R}(places, x, xAt + i * LANES + lane, xStep, d, dAt + o, dStep, g, gAt + i * gRow + o, gRow);
                            }
                    }
                }
                $for shape in SHAPES:

                    private static void outer{shape}(
                            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
                            float[] g, int gAt, int gRow) {
                        $for c in 1..C:
                            int o{c} = o0 + {c} * LENGTH;
                        $for c in 0..C:
                            int d{c} = dAt + o{c} / LANES * dBlock + o{c} % LANES;
                        $for r in 0..R:
                            $for c in 0..C:
                                var a{r}x{c} = FloatVector.fromArray(SPECIES, g, gAt + {r} * gRow + {c} * LENGTH);
                        for (int p = 0; p < places; p++) {
                            int samples = xAt + p * xStep;
                            $for c in 0..C:
                                int gradient{c} = d{c} + p * BLOCK;
                            for (int s = 0; s < LANES; s++) {
                                $for c in 0..C:
                                    var d{c}x = FloatVector.fromArray(SPECIES, d, gradient{c} + s * LANES);
                                $for r in 0..R:
                                    var x{r} = FloatVector.broadcast(SPECIES, x[samples + s + {r} * LANES]);
                                    $for c in 0..C:
                                        a{r}x{c} = d{c}x.fma(x{r}, a{r}x{c});
                            }
                        }
                        $for r in 0..R:
                            $for c in 0..C:
                                a{r}x{c}.intoArray(g, gAt + {r} * gRow + {c} * LENGTH);
                    }
                $for row in IN_LANES:

                    private static void lanes{R}(
                            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dStep, float[] g, int gAt, int gRow) {
                        $for r in 0..R:
                            var a{r} = FloatVector.fromArray(SPECIES, g, gAt + {r} * gRow);
                        for (int p = 0; p < places; p++) {
                            int source = xAt + p * xStep;
                            var gradient = FloatVector.fromArray(SPECIES, d, dAt + p * dStep);
                            $for r in 0..R:
                                a{r} = FloatVector.fromArray(SPECIES, x, source + {r} * LANES).fma(gradient, a{r});
                        }
                        $for r in 0..R:
                            a{r}.intoArray(g, gAt + {r} * gRow);
                    }
            }
            """;

    private static final String ROW_TILES = """
            package dev.hourglass.internal.kernel.tile;

            import static dev.hourglass.internal.kernel.tile.Vectors.LENGTH;
            import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;
            import static jdk.incubator.vector.VectorOperators.GE;

            import jdk.incubator.vector.FloatVector;

            // Written by TileWriter: change its table or its templates, not this file.

            /// The multiply-accumulate tiles of `VectorRowKernels`: `tileVxPofB` holds V vectors of the B outputs of a block at P places
            /// in registers. `wide` is for vectors of 16 floats.
            ///
            /// Written like [CorrelationTiles], for the same reasons.
            @SuppressWarnings("UnusedVariable")
            public final class RowTiles {
                private RowTiles() {}
                $for walk in WALKS:

                    /// Some outputs of a block at all places, which are `xStep` apart in `x` and `yStep` in `y`. A place reads `rows`
                    /// runs of `run` features, which are `line` apart.
                    ///
                    /// @param block its outputs
                    /// @param wAt where the first output's bias is
                    public static void {walk}(
                            int block, int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
                            float[] y, int yAt, int yStep, float floor) {
                        switch (block) {
                            $for block in BLOCKS:
                                case {B} -> {walk}{B}(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
                            default -> throw new IllegalArgumentException("a block of " + block + " outputs has no tiles");
                        }
                    }
                    $for block in BLOCKS:

                        private static void {walk}{B}(
                                int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
                                float[] y, int yAt, int yStep, float floor) {
                            int o = 0;
                            $for part in PARTS:
                                for (; o < {TO}; o += {R} * LENGTH) {
                                    int p = 0;
                                    $for shape in SHAPES:
                                        for (; p <= places - {C}; p += {C}) {
                                            tile{shape}(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                                                    y, yAt + p * yStep + o, yStep, floor);
                                        }
                                }
                        }
                $for shape in SHAPES:

                    private static void tile{shape}(
                            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
                            float[] y, int yAt, int yStep, float floor) {
                        $for r in 0..R:
                            var a{r}x0 = FloatVector.fromArray(SPECIES, w, wAt + {r} * LENGTH);
                            $for c in 1..C:
                                var a{r}x{c} = a{r}x0;
                        int weights = wAt + {B};
                        int row0 = xAt;
                        for (int i = 0; i < rows; i++) {
                            $for c in 1..C:
                                int row{c} = row0 + {c} * xStep;
                            for (int k = 0; k < run; k++) {
                                $if R >= C:
                                    $for c in 0..C:
                                        var x{c} = FloatVector.broadcast(SPECIES, x[row{c} + k]);
                                    $for r in 0..R:
                                        var v{r} = FloatVector.fromArray(SPECIES, w, weights + k * {B} + {r} * LENGTH);
                                        $for c in 0..C:
                                            a{r}x{c} = x{c}.fma(v{r}, a{r}x{c});
                                $if R < C:
                                    $for r in 0..R:
                                        var v{r} = FloatVector.fromArray(SPECIES, w, weights + k * {B} + {r} * LENGTH);
                                    $for c in 0..C:
                                        var x{c} = FloatVector.broadcast(SPECIES, x[row{c} + k]);
                                        $for r in 0..R:
                                            a{r}x{c} = x{c}.fma(v{r}, a{r}x{c});
                            }
                            weights += run * {B};
                            row0 += line;
                        }
                        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
                        var bound = FloatVector.broadcast(SPECIES, floor);
                        $for c in 0..C:
                            $for r in 0..R:
                                bound.blend(a{r}x{c}, bound.compare(GE, a{r}x{c}).not()).intoArray(y, yAt + {c} * yStep + {r} * LENGTH);
                    }
            }
            """;

    private static final String SPARSE_TILES = """
            package dev.hourglass.internal.kernel.tile;

            import static dev.hourglass.internal.kernel.tile.Vectors.LENGTH;
            import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;

            import jdk.incubator.vector.FloatVector;

            // Written by TileWriter: change its table or its templates, not this file.

            /// The multiply-accumulate loops of `SparseRows`: `tileVxSofB` holds V vectors of the B outputs of a block of S samples in
            /// registers and goes through the inputs that not all of them lack. `wide` is for vectors of 16 floats.
            ///
            /// Written like [CorrelationTiles], for the same reasons.
            @SuppressWarnings("UnusedVariable")
            public final class SparseTiles {
                /// Samples that share a mask.
                public static final int GROUP = 2;

                private SparseTiles() {}
                $for walk in WALKS:

                    /// A block of outputs of samples that are `xStep` apart in `x` and `yStep` in `y`.
                    ///
                    /// @param block its outputs
                    /// @param words of a mask, which has a bit for each input
                    /// @param masks of each group of samples
                    /// @param mAt where the first group's mask begins
                    /// @param wAt where the block's biases are
                    public static void {walk}(
                            int block, int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
                            float[] y, int yAt, int yStep) {
                        switch (block) {
                            $for row in ROWS:
                                case {B} -> {walk}{B}(samples, words, masks, mAt, w, wAt, x, xAt, xStep, y, yAt, yStep);
                            default -> throw new IllegalArgumentException("a block of " + block + " outputs has no tiles");
                        }
                    }
                    $for row in ROWS:

                        private static void {walk}{B}(
                                int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
                                float[] y, int yAt, int yStep) {
                            for (int o = 0; o < {B}; o += {R} * LENGTH) {
                                int s = 0;
                                $for shape in SHAPES:
                                    for (; s <= samples - {C}; s += {C}) {
                                        tile{shape}(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                                                y, yAt + s * yStep + o, yStep);
                                    }
                            }
                        }
                $for shape in SHAPES:

                    private static void tile{shape}(
                            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
                            float[] y, int yAt, int yStep) {
                        $for r in 0..R:
                            var a{r}x0 = FloatVector.fromArray(SPECIES, w, wAt + {r} * LENGTH);
                            $for c in 1..C:
                                var a{r}x{c} = a{r}x0;
                        int weights = wAt + {B};
                        int row0 = xAt;
                        $for c in 1..C:
                            int row{c} = row0 + {c} * xStep;
                        for (int word = 0; word < words; word++) {
                            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                                $for c in 0..C:
                                    var x{c} = FloatVector.broadcast(SPECIES, x[row{c} + k]);
                                $for r in 0..R:
                                    var v{r} = FloatVector.fromArray(SPECIES, w, weights + k * {B} + {r} * LENGTH);
                                    $for c in 0..C:
                                        a{r}x{c} = x{c}.fma(v{r}, a{r}x{c});
                            }
                        }
                        // The same numbers, from a receiver of known width.
                        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
                        $for c in 0..C:
                            $for r in 0..R:
                                bound.max(a{r}x{c}).intoArray(y, yAt + {c} * yStep + {r} * LENGTH);
                    }
            }
            """;

    private static final String SCALAR_TILES = """
            package dev.hourglass.internal.kernel.tile;

            import static dev.hourglass.internal.kernel.Kernels.LANES;

            // Written by TileWriter: change its table or its templates, not this file.

            /// Sums of products in plain Java, many at a time: no one waits for another, and no number is loaded for one product
            /// alone.
            ///
            /// The JIT compiles these loops in a fraction of the time that it takes for loops of vectors.
            @SuppressWarnings("UnusedVariable")
            public final class ScalarTiles {
                private ScalarTiles() {}

                /// One block of outputs at one place: `y[o][s] = max(floor, w[o] + sum over inputs k of x[k][s] w[k][o])`. The
                /// place reads `rows` runs of `run` features, which are `line` apart.
                public static void correlate(
                        int block, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
                        float floor) {
                    int o = 0;
                    $for row in CORRELATE:
                        for (; o <= block - {R}; o += {R}) {
                            int s = 0;
                            $for shape in SHAPES:
                                for (; s <= LANES - {C}; s += {C}) {
                                    correlate{shape}(block, rows, run, line, w, wAt + o, x, xAt + s, y, yAt + o * LANES + s, floor);
                                }
                        }
                }
                $for row in CORRELATE:
                    $for shape in SHAPES:

                        private static void correlate{shape}(
                                int block, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
                                float floor) {
                            $for r in 0..R:
                                float a{r}x0 = w[wAt + {r}];
                                $for c in 1..C:
                                    float a{r}x{c} = a{r}x0;
                            int weight = wAt;
                            for (int i = 0; i < rows; i++) {
                                int source = xAt + i * line;
                                for (int end = source + run * LANES; source < end; source += LANES) {
                                    weight += block;
                                    $for c in 0..C:
                                        float x{c} = x[source + {c}];
                                    $for r in 0..R:
                                        float w{r} = w[weight + {r}];
                                        $for c in 0..C:
                                            a{r}x{c} = Math.fma(x{c}, w{r}, a{r}x{c});
                                }
                            }
                            $for r in 0..R:
                                $for c in 0..C:
                                    y[yAt + {r} * LANES + {c}] = Math.max(a{r}x{c}, floor);
                        }

                /// See `Kernels.outer`; one row of the window.
                ///
                /// @param padded outputs, rounded up to a multiple of 16
                public static void outer(
                        int run, int padded, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock,
                        float[] g, int gAt) {
                    int i = 0;
                    $for row in OUTER:
                        for (; i <= run - {R}; i += {R}) {
                            int o = 0;
                            $for shape in SHAPES:
                                for (; o <= padded - {C}; o += {C}) {
                                    outer{shape}(places, x, xAt + i * LANES, xStep, d, dAt + o / LANES * dBlock + o % LANES,
                                            g, gAt + i * padded + o, padded);
                                }
                        }
                }
                $for row in OUTER:
                    $for shape in SHAPES:

                        private static void outer{shape}(
                                int places, float[] x, int xAt, int xStep, float[] d, int dAt, float[] g, int gAt, int gRow) {
                            $for r in 0..R:
                                $for c in 0..C:
                                    float a{r}x{c} = g[gAt + {r} * gRow + {c}];
                            int gradient = dAt;
                            for (int p = 0; p < places; p++) {
                                int source = xAt + p * xStep;
                                for (int end = source + LANES; source < end; source++) {
                                    $for c in 0..C:
                                        float d{c} = d[gradient + {c}];
                                    gradient += LANES;
                                    $for r in 0..R:
                                        float x{r} = x[source + {r} * LANES];
                                        $for c in 0..C:
                                            a{r}x{c} = Math.fma(d{c}, x{r}, a{r}x{c});
                                }
                            }
                            $for r in 0..R:
                                $for c in 0..C:
                                    g[gAt + {r} * gRow + {c}] = a{r}x{c};
                        }
            }
            """;

    /// The rows of some tables.
    private static List<Row> rows(String... tables) {
        return Stream.of(tables).flatMap(String::lines).map(Row::of).toList();
    }

    /// The rows of a table for each block of outputs.
    private static List<Block> blocks(String table) {
        return rows(table).stream().collect(Collectors.groupingBy(Row::block, LinkedHashMap::new, Collectors.toList()))
                .entrySet().stream().map(rows -> new Block(rows.getKey(), rows.getValue())).toList();
    }

    /// Their shapes, each once.
    private static List<Shape> shapes(String... tables) {
        return rows(tables).stream().flatMap(row -> row.shapes().stream()).distinct().toList();
    }

    /// A line of a table.
    private record Row(List<Shape> shapes) {
        Row {
            var first = shapes.get(0);
            if (!shapes.stream().allMatch(shape -> shape.rows() == first.rows() && shape.block() == first.block())) {
                throw new IllegalArgumentException(
                        "a line of the table: expected shapes of the same rows, found " + shapes);
            }
        }

        static Row of(String line) {
            return new Row(Stream.of(line.strip().split(" +")).map(Shape::of).toList());
        }

        int rows() {
            return shapes.get(0).rows();
        }

        int block() {
            return shapes.get(0).block();
        }

        /// What a template calls the rows, the outputs of the packed block that they belong to, the outputs if each row is a vector
        /// of 16, the first rows of each part of the block, and the shapes.
        Map<String, ?> names() {
            var offsets = IntStream.range(0, block() / rows()).mapToObj(part -> part * rows()).toList();
            return Map.of("R", rows(), "B", block(), "OFFSETS", offsets, "SHAPES", shapes);
        }
    }

    /// The lines of a table that share a packed block of outputs.
    private record Block(int outputs, List<Row> rows) {
        Map<String, ?> names() {
            var parts = new ArrayList<Part>();
            int to = 0;
            for (var row : rows) {
                int length = row.rows() * SHORT_VECTOR;
                to += (outputs - to) / length * length;
                parts.add(new Part(row, to));
            }
            if (to < outputs) {
                throw new IllegalArgumentException("a block of " + outputs + " outputs: its lines cover " + to);
            }
            return Map.of("B", outputs, "PARTS", parts);
        }
    }

    /// A line that works on a block up to some output.
    private record Part(Row row, int to) {
        Map<String, ?> names() {
            var names = new HashMap<String, Object>(row.names());
            names.put("TO", to);
            return names;
        }
    }

    /// Rows by columns of sums, where the rows belong to a packed block of outputs.
    private record Shape(int rows, int columns, int block) {
        private static final Pattern FORM = Pattern.compile("(\\d+)x(\\d+)(?:of(\\d+))?");

        static Shape of(String text) {
            var sizes = FORM.matcher(text);
            if (!sizes.matches()) {
                throw new IllegalArgumentException("a shape of the table: expected 8x2 or 4x2of8, found " + text);
            }
            int rows = Integer.parseInt(sizes.group(1));
            int block = sizes.group(3) == null ? rows : Integer.parseInt(sizes.group(3));
            return new Shape(rows, Integer.parseInt(sizes.group(2)), block);
        }

        Map<String, ?> names() {
            return Map.of("R", rows, "C", columns, "B", block);
        }

        @Override
        public String toString() {
            return rows + "x" + columns + (block == rows ? "" : "of" + block);
        }
    }

    /// The text of a template. `{name}` stands for a value; what is indented further than
    ///
    /// - `$for r in 0..R:` is repeated for each number from 0 to below R,
    /// - `$for row in ROWS:` for each element of a list, whose own names (see [Row#names], [Shape#names]) are then known,
    /// - `$if R < C:` or `$if R >= C:` is kept where that is so.
    private static String expand(String template, Map<String, ?> names) {
        var text = new StringBuilder();
        expand(template.lines().toList(), names, text);
        return text.toString();
    }

    private static void expand(List<String> lines, Map<String, ?> names, StringBuilder text) {
        for (int i = 0; i < lines.size();) {
            String line = lines.get(i++);
            if (line.strip().startsWith("$")) {
                int end = endOfBody(lines, i, indentation(line));
                var body = lines.subList(i, end).stream().map(inner -> inner.isEmpty() ? inner : inner.substring(4))
                        .toList();
                scopes(line.strip(), names).forEach(scope -> expand(body, scope, text));
                i = end;
            } else {
                text.append(simplify(replace(line, names))).append('\n');
            }
        }
    }

    /// What is indented further, with the empty lines within.
    private static int endOfBody(List<String> lines, int from, int indentation) {
        int end = from;
        for (int i = from; i < lines.size()
                && (lines.get(i).isEmpty() || indentation(lines.get(i)) > indentation); i++) {
            if (!lines.get(i).isEmpty()) {
                end = i + 1;
            }
        }
        return end;
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    /// The names known in each repetition.
    private static List<Map<String, ?>> scopes(String directive, Map<String, ?> names) {
        var words = DIRECTIVE.matcher(directive);
        if (!words.matches()) {
            throw new IllegalArgumentException("neither $for nor $if: " + directive);
        }
        if (words.group("if") != null) {
            boolean less = number(words.group("left"), names) < number(words.group("right"), names);
            return less == words.group("operator").equals("<") ? List.of(names) : List.of();
        }
        var values = words.group("list") != null
                ? ((List<?>) value(words.group("list"), names)).stream()
                : IntStream.range(number(words.group("from"), names), number(words.group("to"), names)).boxed();
        return values.<Map<String, ?>>map(value -> with(names, words.group("for"), value)).toList();
    }

    private static Map<String, Object> with(Map<String, ?> names, String name, Object value) {
        var scope = new HashMap<String, Object>(names);
        scope.put(name, value);
        if (value instanceof Row row) {
            scope.putAll(row.names());
        } else if (value instanceof Block block) {
            scope.putAll(block.names());
        } else if (value instanceof Part part) {
            scope.putAll(part.names());
        } else if (value instanceof Shape shape) {
            scope.putAll(shape.names());
        } else if (value instanceof Map<?, ?> group) {
            group.forEach((key, inner) -> scope.put((String) key, inner));
        }
        return scope;
    }

    private static int number(String text, Map<String, ?> names) {
        return Character.isDigit(text.charAt(0)) ? Integer.parseInt(text) : (int) value(text, names);
    }

    private static Object value(String name, Map<String, ?> names) {
        var value = names.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the template has {" + name + "}, expected one of " + names.keySet());
        }
        return value;
    }

    private static String replace(String line, Map<String, ?> names) {
        return NAME.matcher(line).replaceAll(name -> value(name.group(1), names).toString());
    }

    /// Leaves out what adds zero or multiplies by one.
    private static String simplify(String line) {
        return line.replaceAll(" \\+ 0( \\* \\w+)?\\b", "").replaceAll("\\b1 \\* ", "").replaceAll(" \\* 1\\b", "");
    }
}
