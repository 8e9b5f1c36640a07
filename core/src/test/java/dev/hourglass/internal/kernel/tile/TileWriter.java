package dev.hourglass.internal.kernel.tile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes the tiles: loops whose sums are unrolled by hand into variables, so that the JIT keeps each in a register.
///
///     java core/src/test/java/dev/hourglass/internal/kernel/tile/TileWriter.java
public final class TileWriter {
    /// Outputs by places; `of` a larger block of outputs.
    private static final String CORRELATION = "8x2 8x1 4x4 4x1 2x4 2x1 1x8 1x1 4x2of8 4x2 2x2 1x2";
    /// Inputs by vectors of outputs.
    private static final String OUTER = "12x2 12x1 6x2 6x1 3x2 3x1 1x2 1x1";
    /// Inputs by partial sums of a single output.
    private static final String LANES = "8x1 1x1";
    /// Blocks of 8 outputs by places.
    private static final String ONE_SAMPLE = "8x1 4x1 2x1 1x1 4x3 4x2 2x4 1x8";
    /// One block of 4 outputs by places.
    private static final String HALF = "1x8 1x1";

    /// Outputs by samples, and inputs by outputs, without vectors.
    private static final String SCALAR = "4x4 1x4";

    private TileWriter() {}

    public static void main(String[] args) throws IOException {
        for (var file : files().entrySet()) {
            Files.writeString(Path.of("core/src/main/java").resolve(file.getKey()), file.getValue());
        }
    }

    /// The text of each file.
    static Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        files.put(path("CorrelationTiles"), CORRELATION_HEAD + tiles(CORRELATION, CORRELATION_TILE) + "}\n");
        files.put(path("GradientTiles"),
                GRADIENT_HEAD + tiles(OUTER, OUTER_TILE) + "\n" + tiles(LANES, LANES_TILE) + "}\n");
        files.put(
                path("OneSampleTiles"),
                ONE_SAMPLE_HEAD + tiles(ONE_SAMPLE, oneSampleTile("tile", "WHOLE", 8)) + "\n"
                        + tiles(HALF, oneSampleTile("half", "HALF", 4))
                        + SINGLE_TILE);
        files.put(
                path("ScalarTiles"),
                (SCALAR_HEAD + tiles(SCALAR, SCALAR_CORRELATION_TILE) + SCALAR_STORE + tiles(SCALAR, SCALAR_OUTER_TILE)
                        + "}\n").replace("1 * LANES", "LANES"));
        return files;
    }

    private static String path(String name) {
        return "dev/hourglass/internal/kernel/" + name + ".java";
    }

    private static String oneSampleTile(String name, String species, int block) {
        return ONE_SAMPLE_TILE.replace("{name}", name).replace("{species}", species).replace("{S}", "" + block)
                .replace(" * S}", " * " + block + "}");
    }

    private static String tiles(String shapes, String template) {
        return Arrays.stream(shapes.split(" ")).map(shape -> {
            var sizes = Arrays.stream(shape.split("x|of")).map(Integer::valueOf).toList();
            return expand(template, Map.of("SHAPE", shape, "R", sizes.get(0), "C", sizes.get(1), "S",
                    sizes.size() > 2 ? sizes.get(2) : sizes.get(0)));
        }).collect(Collectors.joining("\n"));
    }

    private static final String CORRELATION_HEAD = """
            package dev.hourglass.internal.kernel;

            import static dev.hourglass.internal.kernel.Kernels.LANES;

            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorSpecies;

            /// The multiply-accumulate tiles of [Kernels#correlate] with the Vector API: `tileRxP` holds R outputs at P places in
            /// registers.
            ///
            /// Small static methods with primitive arguments, indices of the form base + k * constant: so the JIT keeps the
            /// accumulators in registers and drops the range checks.
            final class CorrelationTiles {
                private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
                private static final boolean WIDE = SPECIES.length() == LANES;

                private CorrelationTiles() {}

                /// All places of one block of 8, 4, 2 or 1 outputs.
                static void block(int outputs, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y,
                        int yAt, float floor) {
                    if (WIDE) {
                        switch (outputs) {
                            case 8 -> wide8(window, places, w, wAt, x, xAt, y, yAt, floor);
                            case 4 -> wide4(window, places, w, wAt, x, xAt, y, yAt, floor);
                            case 2 -> wide2(window, places, w, wAt, x, xAt, y, yAt, floor);
                            default -> wide1(window, places, w, wAt, x, xAt, y, yAt, floor);
                        }
                    } else {
                        for (int p = 0; p < places; p++) {
                            narrow(outputs, window, w, wAt, x, xAt + p * window.sourceStep(), y, yAt + p * window.targetStep(),
                                    floor);
                        }
                    }
                }

                private static void wide8(
                        Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int xStep = window.sourceStep();
                    int yStep = window.targetStep();
                    int p = 0;
                    for (; p <= places - 2; p += 2) {
                        tile8x2(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    for (; p < places; p++) {
                        tile8x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
                    }
                }

                private static void wide4(
                        Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int xStep = window.sourceStep();
                    int yStep = window.targetStep();
                    int p = 0;
                    for (; p <= places - 4; p += 4) {
                        tile4x4(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    for (; p < places; p++) {
                        tile4x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
                    }
                }

                private static void wide2(
                        Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int xStep = window.sourceStep();
                    int yStep = window.targetStep();
                    int p = 0;
                    for (; p <= places - 4; p += 4) {
                        tile2x4(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    for (; p < places; p++) {
                        tile2x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
                    }
                }

                private static void wide1(
                        Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int xStep = window.sourceStep();
                    int yStep = window.targetStep();
                    int p = 0;
                    for (; p <= places - 8; p += 8) {
                        tile1x8(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    for (; p < places; p++) {
                        tile1x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
                    }
                }

                /// One place, where a panel takes several vectors: two of them at a time, 4 outputs at a time.
                private static void narrow(
                        int outputs, Window window, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int step = SPECIES.length();
                    for (int lane = 0; lane < LANES; lane += 2 * step) {
                        switch (outputs) {
                            case 8 -> {
                                tile4x2of8(w, wAt, rows, run, x, xAt + lane, step, line, y, yAt + lane, step, floor);
                                tile4x2of8(w, wAt + 4, rows, run, x, xAt + lane, step, line, y, yAt + 4 * LANES + lane, step,
                                        floor);
                            }
                            case 4 -> tile4x2(w, wAt, rows, run, x, xAt + lane, step, line, y, yAt + lane, step, floor);
                            case 2 -> tile2x2(w, wAt, rows, run, x, xAt + lane, step, line, y, yAt + lane, step, floor);
                            default -> tile1x2(w, wAt, rows, run, x, xAt + lane, step, line, y, yAt + lane, step, floor);
                        }
                    }
                }

            """;

    private static final String CORRELATION_TILE = """
                private static void tile{SHAPE}(
                        float[] w, int wAt, int rows, int run, float[] x, int xAt,{C > 1: int xStep,} int line, float[] y, int yAt,{C > 1: int yStep,} float floor) {
                    $for r in 0..R:
                        var a{r}x0 = FloatVector.broadcast(SPECIES, w[wAt + {r}]);
                        $for c in 1..C:
                            var a{r}x{c} = a{r}x0;
                    int weights = wAt + {S};
                    int row = xAt;
                    for (int i = 0; i < rows; i++) {
                        $for c in 1..C:
                            int row{c} = row + {c} * xStep;
                        for (int k = 0; k < run; k++) {
                            var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
                            $for c in 1..C:
                                var x{c} = FloatVector.fromArray(SPECIES, x, row{c} + k * LANES);
                            $for r in 0..R:
                                var w{r} = FloatVector.broadcast(SPECIES, w[weights + k * {S} + {r}]);
                                $for c in 0..C:
                                    a{r}x{c} = x{c}.fma(w{r}, a{r}x{c});
                        }
                        weights += run * {S};
                        row += line;
                    }
                    var bound = FloatVector.broadcast(SPECIES, floor);
                    $for c in 0..C:
                        $for r in 0..R:
                            bound.max(a{r}x{c}).intoArray(y, yAt + {c} * yStep + {r} * LANES);
                }
            """;

    private static final String GRADIENT_HEAD = """
            package dev.hourglass.internal.kernel;

            import static dev.hourglass.internal.kernel.Kernels.LANES;

            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorSpecies;

            /// The tiles of the weight gradients with the Vector API: `outerRxV` holds R inputs by V vectors of outputs in
            /// registers and runs over places and samples, `lanesR` holds R inputs by 16 partial sums and runs over places.
            final class GradientTiles {
                private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
                private static final int LENGTH = SPECIES.length();
                private static final boolean WIDE = LENGTH == LANES;
                private static final int BLOCK = LANES * LANES;

                private GradientTiles() {}

                /// See [Kernels#outer]; one row of the window.
                static void outer(
                        int run, int outputs, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, float[] g,
                        int gAt) {
                    int padded = Kernels.padded(outputs);
                    int i = 0;
                    if (WIDE) {
                        for (; i <= run - 12; i += 12) {
                            int v = 0;
                            for (; v < padded - LANES; v += 2 * LANES) {
                                int d0 = dAt + v / LANES * dBlock;
                                int g0 = gAt + i * padded + v;
                                outer12x2(x, xAt + i * LANES, xStep, places, d, d0, d0 + dBlock, g, g0, g0 + LANES, padded);
                            }
                            if (v < padded) {
                                outer12x1(x, xAt + i * LANES, xStep, places, d, dAt + v / LANES * dBlock, g, gAt + i * padded + v,
                                        padded);
                            }
                        }
                    }
                    for (; i <= run - 6; i += 6) {
                        rest(6, xAt + i * LANES, gAt + i * padded, padded, places, x, xStep, d, dAt, dBlock, g);
                    }
                    for (; i <= run - 3; i += 3) {
                        rest(3, xAt + i * LANES, gAt + i * padded, padded, places, x, xStep, d, dAt, dBlock, g);
                    }
                    for (; i < run; i++) {
                        rest(1, xAt + i * LANES, gAt + i * padded, padded, places, x, xStep, d, dAt, dBlock, g);
                    }
                }

                /// All outputs of `rows` inputs, two vectors at a time.
                private static void rest(
                        int rows, int xAt, int gAt, int padded, int places, float[] x, int xStep, float[] d, int dAt, int dBlock,
                        float[] g) {
                    int v = 0;
                    for (; v < padded - LENGTH; v += 2 * LENGTH) {
                        int d0 = dAt + v / LANES * dBlock + v % LANES;
                        int d1 = dAt + (v + LENGTH) / LANES * dBlock + (v + LENGTH) % LANES;
                        int g0 = gAt + v;
                        switch (rows) {
                            case 6 -> outer6x2(x, xAt, xStep, places, d, d0, d1, g, g0, g0 + LENGTH, padded);
                            case 3 -> outer3x2(x, xAt, xStep, places, d, d0, d1, g, g0, g0 + LENGTH, padded);
                            default -> outer1x2(x, xAt, xStep, places, d, d0, d1, g, g0, g0 + LENGTH);
                        }
                    }
                    if (v < padded) {
                        int d0 = dAt + v / LANES * dBlock + v % LANES;
                        switch (rows) {
                            case 6 -> outer6x1(x, xAt, xStep, places, d, d0, g, gAt + v, padded);
                            case 3 -> outer3x1(x, xAt, xStep, places, d, d0, g, gAt + v, padded);
                            default -> outer1x1(x, xAt, xStep, places, d, d0, g, gAt + v);
                        }
                    }
                }

                /// See [Kernels#outerInLanes]; one row of the window.
                static void inLanes(
                        int run, int outputs, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dStep, float[] g,
                        int gAt) {
                    int gRow = outputs * LANES;
                    for (int o = 0; o < gRow; o += LENGTH) {
                        int lane = o % LANES;
                        int i = 0;
                        for (; i <= run - 8; i += 8) {
                            lanes8(x, xAt + i * LANES + lane, xStep, places, d, dAt + o, dStep, g, gAt + i * gRow + o, gRow);
                        }
                        for (; i < run; i++) {
                            lanes1(x, xAt + i * LANES + lane, xStep, places, d, dAt + o, dStep, g, gAt + i * gRow + o);
                        }
                    }
                }

            """;

    private static final String OUTER_TILE = """
                private static void outer{SHAPE}(
                        float[] x, int xAt, int xStep, int positions, float[] d, int d0,{C > 1: int d1,} float[] g, int g0{C > 1:, int g1}{R > 1:, int gRow}) {
                    $for r in 0..R:
                        $for c in 0..C:
                            var a{r}x{c} = FloatVector.fromArray(SPECIES, g, g{c} + {r} * gRow);
                    for (int p = 0; p < positions; p++) {
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
                            a{r}x{c}.intoArray(g, g{c} + {r} * gRow);
                }
            """;

    private static final String LANES_TILE = """
                private static void lanes{R}(
                        float[] x, int xAt, int xStep, int positions, float[] d, int dAt, int dStep, float[] g, int gAt{R > 1:, int gRow}) {
                    $for r in 0..R:
                        var a{r} = FloatVector.fromArray(SPECIES, g, gAt + {r} * gRow);
                    for (int p = 0; p < positions; p++) {
                        int source = xAt + p * xStep;
                        var gradient = FloatVector.fromArray(SPECIES, d, dAt + p * dStep);
                        $for r in 0..R:
                            a{r} = FloatVector.fromArray(SPECIES, x, source + {r} * LANES).fma(gradient, a{r});
                    }
                    $for r in 0..R:
                        a{r}.intoArray(g, gAt + {r} * gRow);
                }
            """;

    private static final String ONE_SAMPLE_HEAD = """
            package dev.hourglass.internal.kernel;

            import static dev.hourglass.internal.kernel.Packing.BLOCK;

            import jdk.incubator.vector.FloatVector;
            import jdk.incubator.vector.VectorSpecies;

            /// The multiply-accumulate tiles of [VectorOneSampleKernels]: `tileBxP` holds B blocks of 8 outputs, or of one half of
            /// them, at P places in registers. As many sums as that are needed at once to hide how long each addition takes.
            ///
            /// Written like [CorrelationTiles], for the same reasons.
            final class OneSampleTiles {
                private static final VectorSpecies<Float> HALF = FloatVector.SPECIES_128;
                /// Vectors of 8, so that a block is one; where the machine has none, a block is worked on in two halves.
                private static final VectorSpecies<Float> WHOLE = VectorKernels.SPECIES.length() >= BLOCK
                        ? FloatVector.SPECIES_256
                        : HALF;

                private OneSampleTiles() {}

                /// All places of some blocks of 8 outputs.
                static void blocks(
                        int blocks, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
                        float floor) {
                    for (int half = 0; half < BLOCK; half += WHOLE.length()) {
                        if (places == 1) {
                            onePlace(blocks, window, w, wAt + half, x, xAt, y, yAt + half, floor);
                        } else {
                            manyPlaces(blocks, window, places, w, wAt + half, x, xAt, y, yAt + half, floor);
                        }
                    }
                }

                private static void onePlace(
                        int blocks, Window window, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int wBlock = Packing.blockAt(BLOCK, rows * run);
                    int b = 0;
                    for (; b <= blocks - 8; b += 8) {
                        tile8x1(w, wAt + b * wBlock, wBlock, rows, run, x, xAt, line, y, yAt + b * BLOCK, floor);
                    }
                    for (; b <= blocks - 4; b += 4) {
                        tile4x1(w, wAt + b * wBlock, wBlock, rows, run, x, xAt, line, y, yAt + b * BLOCK, floor);
                    }
                    for (; b <= blocks - 2; b += 2) {
                        tile2x1(w, wAt + b * wBlock, wBlock, rows, run, x, xAt, line, y, yAt + b * BLOCK, floor);
                    }
                    for (; b < blocks; b++) {
                        tile1x1(w, wAt + b * wBlock, rows, run, x, xAt, line, y, yAt + b * BLOCK, floor);
                    }
                }

                private static void manyPlaces(
                        int blocks, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
                        float floor) {
                    int wBlock = Packing.blockAt(BLOCK, window.rows() * window.run());
                    int b = 0;
                    for (; b <= blocks - 4; b += 4) {
                        four(window, places, w, wAt + b * wBlock, wBlock, x, xAt, y, yAt + b * BLOCK, floor);
                    }
                    for (; b <= blocks - 2; b += 2) {
                        two(window, places, w, wAt + b * wBlock, wBlock, x, xAt, y, yAt + b * BLOCK, floor);
                    }
                    for (; b < blocks; b++) {
                        one(window, places, w, wAt + b * wBlock, x, xAt, y, yAt + b * BLOCK, floor);
                    }
                }

                private static void four(
                        Window window, int places, float[] w, int wAt, int wBlock, float[] x, int xAt, float[] y, int yAt,
                        float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int xStep = window.sourceStep();
                    int yStep = window.targetStep();
                    int p = 0;
                    for (; p <= places - 3; p += 3) {
                        tile4x3(w, wAt, wBlock, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    for (; p <= places - 2; p += 2) {
                        tile4x2(w, wAt, wBlock, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    for (; p < places; p++) {
                        tile4x1(w, wAt, wBlock, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
                    }
                }

                private static void two(
                        Window window, int places, float[] w, int wAt, int wBlock, float[] x, int xAt, float[] y, int yAt,
                        float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int xStep = window.sourceStep();
                    int yStep = window.targetStep();
                    int p = 0;
                    for (; p <= places - 4; p += 4) {
                        tile2x4(w, wAt, wBlock, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    for (; p < places; p++) {
                        tile2x1(w, wAt, wBlock, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
                    }
                }

                private static void one(
                        Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int xStep = window.sourceStep();
                    int yStep = window.targetStep();
                    int p = 0;
                    for (; p <= places - 8; p += 8) {
                        tile1x8(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    for (; p < places; p++) {
                        tile1x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
                    }
                }

                /// All places of a block of 4 outputs.
                static void half(
                        Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int xStep = window.sourceStep();
                    int yStep = window.targetStep();
                    int p = 0;
                    for (; p <= places - 8; p += 8) {
                        half1x8(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    for (; p < places; p++) {
                        half1x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
                    }
                }

                /// All places of a single output.
                static void single(
                        Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    int rows = window.rows();
                    int run = window.run();
                    int line = window.line();
                    int xStep = window.sourceStep();
                    int yStep = window.targetStep();
                    int p = 0;
                    for (; p <= places - 8; p += 8) {
                        single1x8(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
                    }
                    ScalarOneSampleKernels.block(1, window, places - p, w, wAt, x, xAt + p * xStep, y, yAt + p * yStep, floor);
                }

            """;

    private static final String ONE_SAMPLE_TILE = """
                private static void {name}{SHAPE}(
                        float[] w, int wAt,{R > 1: int wBlock,} int rows, int run, float[] x, int xAt,{C > 1: int xStep,} int line, float[] y, int yAt,{C > 1: int yStep,} float floor) {
                    $for r in 0..R:
                        var a{r}x0 = FloatVector.fromArray({species}, w, wAt + {r} * wBlock);
                        $for c in 1..C:
                            var a{r}x{c} = a{r}x0;
                    int w0 = wAt + {S};
                    $for r in 1..R:
                        int w{r} = w0 + {r} * wBlock;
                    int row = xAt;
                    for (int i = 0; i < rows; i++) {
                        $for c in 1..C:
                            int row{c} = row + {c} * xStep;
                        for (int k = 0; k < run; k++) {
                            $if C > R:
                                $for r in 0..R:
                                    var v{r} = FloatVector.fromArray({species}, w, w{r} + k * {S});
                                var x0 = FloatVector.broadcast({species}, x[row + k]);
                                $for r in 0..R:
                                    a{r}x0 = x0.fma(v{r}, a{r}x0);
                                $for c in 1..C:
                                    var x{c} = FloatVector.broadcast({species}, x[row{c} + k]);
                                    $for r in 0..R:
                                        a{r}x{c} = x{c}.fma(v{r}, a{r}x{c});
                            $if R >= C:
                                var x0 = FloatVector.broadcast({species}, x[row + k]);
                                $for c in 1..C:
                                    var x{c} = FloatVector.broadcast({species}, x[row{c} + k]);
                                $for r in 0..R:
                                    var v{r} = FloatVector.fromArray({species}, w, w{r} + k * {S});
                                    $for c in 0..C:
                                        a{r}x{c} = x{c}.fma(v{r}, a{r}x{c});
                        }
                        $for r in 0..R:
                            w{r} += run * {S};
                        row += line;
                    }
                    var bound = FloatVector.broadcast({species}, floor);
                    $if C == 3:
                        $for c in 1..C:
                            int y{c} = yAt + {c} * yStep;
                        $for r in 0..R:
                            bound.max(a{r}x0).intoArray(y, yAt + {r * S});
                            $for c in 1..C:
                                bound.max(a{r}x{c}).intoArray(y, y{c} + {r * S});
                    $if C != 3:
                        $for c in 0..C:
                            $for r in 0..R:
                                bound.max(a{r}x{c}).intoArray(y, yAt + {c} * yStep + {r * S});
                }
            """;

    private static final String SINGLE_TILE = """

                private static void single1x8(
                        float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
                        int yStep,
                        float floor) {
                    float a0 = w[wAt];
                    float a1 = w[wAt];
                    float a2 = w[wAt];
                    float a3 = w[wAt];
                    float a4 = w[wAt];
                    float a5 = w[wAt];
                    float a6 = w[wAt];
                    float a7 = w[wAt];
                    int weights = wAt + 1;
                    int row = xAt;
                    for (int i = 0; i < rows; i++) {
                        int row1 = row + xStep;
                        int row2 = row1 + xStep;
                        int row3 = row2 + xStep;
                        int row4 = row3 + xStep;
                        int row5 = row4 + xStep;
                        int row6 = row5 + xStep;
                        int row7 = row6 + xStep;
                        for (int k = 0; k < run; k++) {
                            float weight = w[weights + k];
                            a0 = Math.fma(x[row + k], weight, a0);
                            a1 = Math.fma(x[row1 + k], weight, a1);
                            a2 = Math.fma(x[row2 + k], weight, a2);
                            a3 = Math.fma(x[row3 + k], weight, a3);
                            a4 = Math.fma(x[row4 + k], weight, a4);
                            a5 = Math.fma(x[row5 + k], weight, a5);
                            a6 = Math.fma(x[row6 + k], weight, a6);
                            a7 = Math.fma(x[row7 + k], weight, a7);
                        }
                        weights += run;
                        row += line;
                    }
                    y[yAt] = Math.max(a0, floor);
                    y[yAt + yStep] = Math.max(a1, floor);
                    y[yAt + 2 * yStep] = Math.max(a2, floor);
                    y[yAt + 3 * yStep] = Math.max(a3, floor);
                    y[yAt + 4 * yStep] = Math.max(a4, floor);
                    y[yAt + 5 * yStep] = Math.max(a5, floor);
                    y[yAt + 6 * yStep] = Math.max(a6, floor);
                    y[yAt + 7 * yStep] = Math.max(a7, floor);
                }
            }
            """;

    private static final String SCALAR_HEAD = """
            package dev.hourglass.internal.kernel;

            import static dev.hourglass.internal.kernel.Kernels.LANES;

            /// Sums of products in plain Java, 16 at a time: no one waits for another, and no number is loaded for one product alone.
            ///
            /// The JIT compiles these loops in a fraction of the time that it takes for loops of vectors.
            final class ScalarTiles {
                /// Rows and columns of a tile.
                static final int SIDE = 4;

                private ScalarTiles() {}

            """;

    private static final String SCALAR_CORRELATION_TILE = """
                $if R > 1:
                    /// Four outputs of four samples: `y[o][s] = max(floor, w[o] + sum over inputs k of x[k][s] w[k][o])`.
                    ///
                    /// @param block outputs of the packed block that the four belong to
                    /// @param wAt the first output's bias
                $if R == 1:
                    /// One output of four samples, like [#correlate4x4].
                static void correlate{SHAPE}(
                        Window window, int block, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
                    $for r in 0..R:
                        float {abcd[r]}0 = w[wAt + {r}];
                        $for c in 1..C:
                            float {abcd[r]}{c} = {abcd[r]}0;
                    int weight = wAt;
                    for (int row = 0; row < window.rows(); row++) {
                        int source = xAt + row * window.line();
                        for (int end = source + window.run() * LANES; source < end; source += LANES) {
                            weight += block;
                            $if R > 1:
                                $for c in 0..C:
                                    float x{c} = x[source + {c}];
                            $for r in 0..R:
                                float w{abcd[r]} = w[weight + {r}];
                                $for c in 0..C:
                                    $if R > 1:
                                        {abcd[r]}{c} = Math.fma(x{c}, w{abcd[r]}, {abcd[r]}{c});
                                    $if R == 1:
                                        {abcd[r]}{c} = Math.fma(x[source + {c}], w{abcd[r]}, {abcd[r]}{c});
                        }
                    }
                    $for r in 0..R:
                        store(y, yAt + {r} * LANES, floor, {abcd[r]}0, {abcd[r]}1, {abcd[r]}2, {abcd[r]}3);
                }
            """;

    private static final String SCALAR_STORE = """

                private static void store(float[] y, int yAt, float floor, float v0, float v1, float v2, float v3) {
                    y[yAt] = Math.max(v0, floor);
                    y[yAt + 1] = Math.max(v1, floor);
                    y[yAt + 2] = Math.max(v2, floor);
                    y[yAt + 3] = Math.max(v3, floor);
                }

            """;

    private static final String SCALAR_OUTER_TILE = """
                $if R > 1:
                    /// Adds to the gradients of four inputs' weights to four outputs: `g[k][o] += sum over places p and samples s of
                    /// x[p][k][s] d[p][s][o]`.
                    ///
                    /// @param sourceStep from one place to the next in `x`; in `d` they follow each other
                    /// @param row from one input to the next in `g`
                $if R == 1:
                    /// Adds to the gradients of one input's weights to four outputs, like [#outer4x4].
                static void outer{SHAPE}(int places, float[] x, int xAt, int sourceStep, float[] d, int dAt, float[] g, int gAt{R > 1:, int row}) {
                    $if R > 1:
                        int b = gAt + row;
                        int c = b + row;
                        int e = c + row;
                    $for c in 0..C:
                        float a{c} = g[gAt + {c}];
                    $for r in 1..R:
                        $for c in 0..C:
                            float {abce[r]}{c} = g[{abce[r]} + {c}];
                    int gradient = dAt;
                    for (int p = 0; p < places; p++) {
                        int source = xAt + p * sourceStep;
                        for (int end = source + LANES; source < end; source++) {
                            $if R > 1:
                                $for c in 0..C:
                                    float d{c} = d[gradient + {c}];
                                gradient += LANES;
                            $for r in 0..R:
                                float x{abce[r]} = x[source + {r} * LANES];
                                $for c in 0..C:
                                    $if R > 1:
                                        {abce[r]}{c} = Math.fma(d{c}, x{abce[r]}, {abce[r]}{c});
                                    $if R == 1:
                                        {abce[r]}{c} = Math.fma(d[gradient + {c}], x{abce[r]}, {abce[r]}{c});
                            $if R == 1:
                                gradient += LANES;
                        }
                    }
                    $for c in 0..C:
                        g[gAt + {c}] = a{c};
                    $for r in 1..R:
                        $for c in 0..C:
                            g[{abce[r]} + {c}] = {abce[r]}{c};
                }
            """;

    private static final Pattern FOR = Pattern.compile("\\$for (\\w+) in (\\w+)\\.\\.(\\w+):");
    private static final Pattern IF = Pattern.compile("\\$if (\\w+) (==|!=|>=|>) (\\w+):");
    private static final Pattern OPTION = Pattern.compile("\\{(\\w+) (>) (\\w+):([^}]*)}");
    private static final Pattern LETTER = Pattern.compile("\\{(\\w+)\\[(\\w+)]}");
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)(?: \\* (\\w+))?}");
    private static final int WIDTH = 120;

    /// A template's text: names in braces are replaced, what is indented below `$for` repeated, below `$if` left out or kept.
    private static String expand(String template, Map<String, Object> names) {
        var lines = new ArrayList<String>();
        expand(template.lines().toList(), names, lines::add);
        return lines.stream().map(TileWriter::wrap).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void expand(List<String> template, Map<String, Object> names, Consumer<String> output) {
        for (int i = 0; i < template.size();) {
            String line = template.get(i++);
            if (!line.strip().startsWith("$")) {
                output.accept(simplify(replace(line, names)));
                continue;
            }
            int end = i;
            while (end < template.size() && indentation(template.get(end)) > indentation(line)) {
                end++;
            }
            var body = template.subList(i, end).stream().map(inner -> inner.substring(4)).toList();
            i = end;
            for (var scope : scopes(line.strip(), names)) {
                expand(body, scope, output);
            }
        }
    }

    private static List<Map<String, Object>> scopes(String directive, Map<String, Object> names) {
        var loop = FOR.matcher(directive);
        if (loop.matches()) {
            return IntStream.range(number(loop.group(2), names), number(loop.group(3), names)).mapToObj(value -> {
                Map<String, Object> scope = new HashMap<>(names);
                scope.put(loop.group(1), value);
                return scope;
            }).toList();
        }
        var condition = IF.matcher(directive);
        if (!condition.matches()) {
            throw new IllegalArgumentException(directive);
        }
        return holds(condition, names) ? List.of(names) : List.of();
    }

    private static boolean holds(MatchResult condition, Map<String, Object> names) {
        int a = number(condition.group(1), names);
        int b = number(condition.group(3), names);
        return switch (condition.group(2)) {
            case "==" -> a == b;
            case "!=" -> a != b;
            case ">=" -> a >= b;
            default -> a > b;
        };
    }

    private static int number(String text, Map<String, Object> names) {
        return names.get(text) instanceof Integer value ? value : Integer.parseInt(text);
    }

    private static String replace(String line, Map<String, Object> names) {
        String chosen = OPTION.matcher(line).replaceAll(option -> holds(option, names) ? option.group(4) : "");
        chosen = LETTER.matcher(chosen)
                .replaceAll(letter -> "" + letter.group(1).charAt(number(letter.group(2), names)));
        return NAME.matcher(chosen).replaceAll(name -> name.group(2) == null
                ? String.valueOf(names.get(name.group(1)))
                : "" + number(name.group(1), names) * number(name.group(2), names));
    }

    /// Without what adds nothing or multiplies by one.
    private static String simplify(String line) {
        return line.replaceAll(" \\+ 0( \\* \\w+)?\\b", "").replaceAll("\\+ 1 \\* (?!LANES)", "+ ");
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    /// Breaks a long line after a comma.
    private static String wrap(String line) {
        if (line.length() <= WIDTH) {
            return line;
        }
        int comma = line.lastIndexOf(", ", WIDTH - 1);
        return line.substring(0, comma + 1) + "\n"
                + wrap(" ".repeat(line.contains(" static ") ? 12 : indentation(line)) + line.substring(comma + 2));
    }
}
