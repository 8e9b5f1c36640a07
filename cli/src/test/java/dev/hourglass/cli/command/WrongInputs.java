package dev.hourglass.cli.command;

import dev.hourglass.cli.ModelKinds;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.internal.file.TensorFileWriter;
import dev.hourglass.internal.file.TensorSlice;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.testing.Samples;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/// Mistakes that users make, as files and arguments. `@` in an argument stands for the folder of the files.
final class WrongInputs {
    private static final Map<String, String> MISTAKES = new LinkedHashMap<>();

    private static final String IMPORT = "import --spec @good.yaml --out @imported.hourglass ";

    /// Where the labels begin in their file.
    private static final int LABELS = 8;

    private final Path folder;

    static {
        MISTAKES.put("no command", "");
        MISTAKES.put("a misspelt command", "trian @good.yaml");
        MISTAKES.put("a misspelt option", "train @good.yaml --epoch 3");
        MISTAKES.put("a missing argument", "train");
        MISTAKES.put("a word instead of a number", "train @good.yaml --seed one");
        MISTAKES.put("no threads", "train @good.yaml --threads 0");
        MISTAKES.put("an output of an unknown kind", "encode @model.hourglass --out @codes.xlsx");

        MISTAKES.put("no such spec", "train @missing.yaml");
        MISTAKES.put("a spec that is not YAML", "train @broken.yaml");
        MISTAKES.put("an empty spec", "train @empty.yaml");
        MISTAKES.put("a spec in another encoding", "train @utf16.yaml");
        MISTAKES.put("a misspelt key", "train @good.yaml --set train.epoch=3");
        MISTAKES.put("a misspelt table", "train @tabel.yaml");
        MISTAKES.put("a value of the wrong type", "train @good.yaml --set train.batch=many");
        MISTAKES.put("an unknown layer", "train @layer.yaml");
        MISTAKES.put("layers with shapes that do not match", "train @chain.yaml");
        MISTAKES.put("a layer of pictures for a signal", "train @signal.yaml");
        MISTAKES.put("a layer of signals for pictures", "train @no-signal.yaml");
        MISTAKES.put("a residual around what no shortcut goes with", "train @shortcut.yaml");
        MISTAKES.put("residuals too deep inside one another", "train @deepest.yaml");
        MISTAKES.put("a number of groups that does not divide the channels", "train @groups.yaml");
        MISTAKES.put("a skip connection of another shape", "train @skip.yaml");
        MISTAKES.put("a skip connection to a layer that the encoder does not have", "train @nowhere.yaml");
        MISTAKES.put("a variational model with a skip connection", "train @skipping-vae.yaml");
        MISTAKES.put("pictures that are too small for ssim", "train @ssim.yaml");
        MISTAKES.put("an output with another shape than the input", "train @output.yaml");
        MISTAKES.put("a layer of no units", "train @units.yaml");
        MISTAKES.put("a penalty on the mean of codes that are not in 0..1", "train @mean.yaml");
        MISTAKES.put("the exact contractive penalty with another encoder", "train @contractive.yaml");
        MISTAKES.put("a penalty twice", "train @twice.yaml");
        MISTAKES.put("more winners than units in the code", "train @winners.yaml");
        MISTAKES.put("tied layers that do not match", "train @tied.yaml");
        MISTAKES.put("tied weights and dense layers in a residual", "train @tied-residual.yaml");
        MISTAKES.put("a negative learning rate", "train @good.yaml --set train.optimizer.adam.learning_rate=-1");
        MISTAKES.put("negative free bits", "train @vae.yaml --set model.latent.gaussian.free_bits=-1");
        MISTAKES.put("beta with the importance-weighted bound", "train @vae.yaml "
                + "--set model.latent.gaussian.bound=importance_weighted --set model.latent.gaussian.beta=4");
        MISTAKES.put("pretraining for no epochs", "train @pretrained.yaml --set train.pretraining.epochs=0");
        MISTAKES.put("pretraining without dense layers", "train @convolutions.yaml");
        MISTAKES.put("pretraining with a decoder that does not mirror the encoder", "train @crooked.yaml");
        MISTAKES.put("pretraining with a corruption for pictures", "train @crossed.yaml");
        MISTAKES.put("a classifier as the model to train", "train @classes.yaml");
        MISTAKES.put("no epochs", "train @good.yaml --epochs 0");
        MISTAKES.put("a probability above 1", "train @probability.yaml");
        MISTAKES.put("a crosshair over flat samples", "train @crosshair.yaml");
        MISTAKES.put("a rectangle larger than the picture", "train @rectangle.yaml");
        MISTAKES.put("no data", "train @good.yaml --out @run");
        MISTAKES.put("early stopping without validation", "train @good.yaml --data @bars --out @run "
                + "--set train.early_stopping.patience=3");
        MISTAKES.put("buckets that do not divide the batch", "train @good.yaml --data @bars --out @run "
                + "--set train.buckets=3");

        MISTAKES.put("resizing for a model of flat samples", "train @good.yaml --data @sizes --out @run --resize");
        MISTAKES.put("no such data", "train @good.yaml --data @missing --out @run");
        MISTAKES.put("training data that have moved", "evaluate @moved.hourglass");
        MISTAKES.put("no eyes to draw", "train @good.yaml --data eyes:0 --out @run");
        MISTAKES.put("data of an unknown kind", "train @good.yaml --data @good.yaml --out @run");
        MISTAKES.put("data of another program", "train @good.yaml --data @weights.pt --out @run");
        MISTAKES.put("a compressed table", "train @good.yaml --data @table.csv.gz --out @run");
        MISTAKES.put("a truncated IDX file", "train @good.yaml --data @truncated --out @run");
        MISTAKES.put("a missing IDX file", "train @good.yaml --data @missing-labels --out @run");
        MISTAKES.put("IDX files of several data sets", "train @good.yaml --data @several --out @run");
        MISTAKES.put("IDX files under other names", "train @good.yaml --data @renamed --out @run");
        MISTAKES.put("fewer labels than pictures", "train @good.yaml --data @labels --out @run");
        MISTAKES.put("an empty dataset", "train @good.yaml --data @empty --out @run");
        MISTAKES.put("one sample", "train @good.yaml --data @one.npy --out @run");
        MISTAKES.put("samples of another size", "train @good.yaml --data @table.npy --out @run");
        MISTAKES.put("NaN in an array", "train @good.yaml --data @nan.npy --out @run");
        MISTAKES.put("a number too large for a float", "train @good.yaml --data @huge.npy --out @run");
        MISTAKES.put("an array of complex numbers", "train @good.yaml --data @complex.npy --out @run");
        MISTAKES.put("an array of one dimension", "train @good.yaml --data @flat.npy --out @run");
        MISTAKES.put("channels before rows and columns", "train @picture.yaml --data @chw.npy --out @run");
        MISTAKES.put("arrays whose purpose is not clear", "train @good.yaml --data @two.npz --out @run");
        MISTAKES.put("a truncated NPZ file", "train @good.yaml --data @truncated.npz --out @run");
        MISTAKES.put("a word in a table", "train @good.yaml --data @words.csv --out @run");
        MISTAKES.put("an empty cell in a table", "train @good.yaml --data @hole.csv --out @run");
        MISTAKES.put("a row of a table with too few cells", "train @good.yaml --data @ragged.csv --out @run");
        MISTAKES.put("decimal commas in a table", "train @good.yaml --data @commas.csv --out @run");
        MISTAKES.put("a table with row numbers", "train @good.yaml --data @index.csv --out @run");
        MISTAKES.put("a table with column numbers", "train @good.yaml --data @columns.csv --out @run");
        MISTAKES.put("a table in another encoding", "train @good.yaml --data @latin.csv --out @run");
        MISTAKES.put("a query that is not SQL", "table plan @words.csv --query SELEC");
        MISTAKES.put("a column of an unknown type", "train @type.yaml --data @series.csv --out @run");
        MISTAKES.put("an unknown scale", "train @scale.yaml --data @series.csv --out @run");
        MISTAKES.put("a column that the table does not have", "train @absent.yaml --data @series.csv --out @run");
        MISTAKES.put("a column with two uses", "train @uses.yaml --data @series.csv --out @run");
        MISTAKES.put("negative counts", "train @counts.yaml --data @series.csv --out @run");
        MISTAKES.put("all rows of a table left out", "train @trimmed.yaml --data @series.csv --out @run");
        MISTAKES.put("the input of a table's model", "train @inputs.yaml --data @series.csv --out @run");
        MISTAKES.put("half of a table's model", "train @halves.yaml --data @series.csv --out @run");
        MISTAKES.put("a table without a file", "train @counts.yaml --out @run");
        MISTAKES.put("a sweep of a table", "sweep @counts.yaml --vary train.batch=16,32 --out @run");
        MISTAKES.put("windows without an order", "train @orderless.yaml --data @series.csv --out @run");
        MISTAKES.put("an order without windows", "train @windowless.yaml --data @series.csv --out @run");
        MISTAKES.put("windows with rows between them", "train @stride.yaml --data @series.csv --out @run");
        MISTAKES.put("windows in the order of a column that is not there",
                "train @ordered.yaml --data @series.csv --out @run");
        MISTAKES.put("windows longer than every series", "train @long.yaml --data @series.csv --out @run");
        MISTAKES.put("JSON that has no rows", "table plan @three.json");
        MISTAKES.put("a truncated array", "train @good.yaml --data @truncated.npy --out @run");
        MISTAKES.put("a folder without pictures", "train @good.yaml --data @nothing --out @run");
        MISTAKES.put("a file that is not a picture", "train @good.yaml --data @pictures --out @run");
        MISTAKES.put("a truncated picture", "train @good.yaml --data @cut --out @run");
        MISTAKES.put("one picture to train on", "train @good.yaml --data @sizes/a.png --out @run");
        MISTAKES.put("colours for a model of grey pictures", "train @picture.yaml --data @colours --out @run");
        MISTAKES.put("pictures of another size than the model's", "train @picture.yaml --data @sizes --out @run");
        MISTAKES.put("resizing to a number of channels that is not supported",
                "train @four.yaml --data @sizes --out @run --resize");
        MISTAKES.put("two folders to train on", "train @good.yaml --data @parts --out @run");
        MISTAKES.put("pictures of different sizes", "train @good.yaml --data @sizes --out @run");
        MISTAKES.put("a conditional model without labels", "train @cvae.yaml --data @unlabelled.npy --out @run");
        MISTAKES.put("a class that no sample has", "train @cvae.yaml --data @bars --out @run "
                + "--set model.latent.gaussian.classes=4");
        MISTAKES.put("more classes than the model knows", "train @cvae.yaml --data @bars --out @run "
                + "--set model.latent.gaussian.classes=2");
        MISTAKES.put("a batch larger than the data", "train @good.yaml --data @bars --out @run --set train.batch=61");

        MISTAKES.put("a folder that cannot be written", "train @good.yaml --data @bars --out @good.yaml/run");
        MISTAKES.put("an output that is a folder", "import --spec @good.yaml --weights @good.safetensors --out @bars");
        MISTAKES.put("a folder that is not empty", "train @good.yaml --data @bars --out @bars");
        MISTAKES.put("resuming without checkpoints",
                "train @good.yaml --data @bars --out @trained --set train.checkpoint=off --resume");
        MISTAKES.put("resuming a run that has none",
                "train @good.yaml --data @bars --out @trained --resume");
        MISTAKES.put("resuming with other options",
                "train @good.yaml --data @bars --out @kept --set train.checkpoint=1 --set train.batch=20 --resume");
        MISTAKES.put("resuming with other samples", "train @good.yaml --data @unlabelled.npy --out @kept "
                + "--set train.checkpoint=1 --resume");
        MISTAKES.put("a picture that would be overwritten", "reconstruct @model.hourglass --data @twins --part train "
                + "--out @twins");
        MISTAKES.put("two pictures that would get one name", "reconstruct @model.hourglass --data @twins --out @run");
        MISTAKES.put("a loss that is not finite", "train @good.yaml --data @bars --out @run "
                + "--set train.optimizer.adam.learning_rate=1e38");

        MISTAKES.put("a sweep without values", "sweep @good.yaml --data @bars --vary code=");
        MISTAKES.put("a sweep of an unknown key", "sweep @good.yaml --data @bars --vary cod=2,3");
        MISTAKES.put("a sweep of an unknown path", "sweep @good.yaml --data @bars --vary train.epoch=2,3");
        MISTAKES.put("a sweep of a key that is given twice",
                "sweep @good.yaml --data @bars --vary code=2 --vary code=3");
        MISTAKES.put("a sweep to a code of size 0", "sweep @good.yaml --data @bars --vary code=2,0");
        MISTAKES.put("a sweep of units without hidden layers", "sweep @good.yaml --data @bars --vary units=2,3");
        MISTAKES.put("a sweep without time", "sweep @good.yaml --data @bars --vary code=2 --budget 0");

        MISTAKES.put("no such model", "inspect @missing.hourglass");
        MISTAKES.put("a folder in the place of a model", "inspect @kept");
        MISTAKES.put("a file that is not a model", "evaluate @good.yaml");
        MISTAKES.put("a model of another program", "evaluate @weights.pt");
        MISTAKES.put("a truncated model", "inspect @truncated.hourglass");
        MISTAKES.put("a model with a damaged header", "inspect @header.hourglass");
        MISTAKES.put("a model of a newer format", "inspect @newer.hourglass");
        MISTAKES.put("a damaged model", "inspect @damaged.hourglass");
        MISTAKES.put("no such weights", IMPORT + "--weights @missing.safetensors");
        MISTAKES.put("weights that are not a safetensors file", IMPORT + "--weights @good.yaml");
        MISTAKES.put("weights of torch.save", IMPORT + "--weights @weights.pt");
        MISTAKES.put("weights of Keras", IMPORT + "--weights @weights.h5");
        MISTAKES.put("weights of other tensors in an NPZ file", IMPORT + "--weights @two.npz");
        MISTAKES.put("weights of a model file", IMPORT + "--weights @model.hourglass");
        MISTAKES.put("truncated weights", IMPORT + "--weights @truncated.safetensors");
        MISTAKES.put("weights that are not finite", IMPORT + "--weights @infinite.safetensors");
        MISTAKES.put("weights of another type", IMPORT + "--weights @whole.safetensors");
        MISTAKES.put("weights of other tensors", IMPORT + "--weights @other.safetensors");
        MISTAKES.put("names of tensors that are not in the spec",
                IMPORT + "--weights @other.safetensors --map @misspelt.yaml");
        MISTAKES.put("one name for two tensors", IMPORT + "--weights @other.safetensors --map @shared.yaml");
        MISTAKES.put("two names for one tensor", IMPORT + "--weights @other.safetensors --map @parts.yaml");
        MISTAKES.put("a name that is a number", IMPORT + "--weights @other.safetensors --map @number.yaml");
        MISTAKES.put("an empty map of names", IMPORT + "--weights @other.safetensors --map @empty.yaml");
        MISTAKES.put("a map of names that is not YAML", IMPORT + "--weights @other.safetensors --map @broken.yaml");
        MISTAKES.put("a map of names in another encoding",
                IMPORT + "--weights @other.safetensors --map @latin.yaml");
        MISTAKES.put("weights of pictures that are regrouped",
                "import --spec @regrouped.yaml --weights @other.safetensors --out @imported.hourglass");
        MISTAKES.put("a model written over its weights",
                "import --spec @good.yaml --weights @other.safetensors --out @other.safetensors");
        MISTAKES.put("an import without an output", "import --spec @good.yaml --weights @other.safetensors");

        MISTAKES.put("samples from a model that is not variational", "sample @model.hourglass --out @samples.png");
        MISTAKES.put("a model without corruption", "corrupt @model.hourglass --out @run");
        MISTAKES.put("a likelihood of a model that is not variational", "evaluate @model.hourglass --nll");
        MISTAKES.put("a class of a model that is not conditional", "sample @vae.hourglass --label 1 --out @ones.png");
        MISTAKES.put("a class that the model does not know", "sample @cvae.hourglass --label 7 --out @sevens.png");
        MISTAKES.put("an interpolation of one step", "interpolate @model.hourglass --steps 1 --out @between.png");
        MISTAKES.put("an interpolation with one end", "interpolate @model.hourglass --from 1 --out @between.png");
        MISTAKES.put("a sample that does not exist",
                "interpolate @model.hourglass --from 1 --to 30 --out @between.png");
        MISTAKES.put("latent dimensions of a model that is not variational",
                "traverse @model.hourglass --out @dimensions.png");
        MISTAKES.put("probing codes of samples without labels", "evaluate @table.hourglass --probe");
        MISTAKES.put("probing a class that has no training samples",
                "evaluate @model.hourglass --probe --data @unseen");
        MISTAKES.put("fine-tuning on samples without labels", "finetune @table.hourglass --out @run");
        MISTAKES.put("fewer labels than classes", "finetune @model.hourglass --labels 2 --out @run");
        MISTAKES.put("fine-tuning for a class that no sample has",
                "finetune @model.hourglass --data @gap --out @run");
        MISTAKES.put("fine-tuning a variational autoencoder", "finetune @vae.hourglass --out @run");
        MISTAKES.put("fine-tuning a classifier", "finetune @classifier.hourglass --out @run");
        MISTAKES.put("fine-tuning with no seeds", "finetune @model.hourglass --seeds 0 --out @run");
        MISTAKES.put("samples from the model of a table", "sample @kinds/table.hourglass --out @samples.png");
        MISTAKES.put("reconstructions by the model of windows", "reconstruct @kinds/windows.hourglass");
        MISTAKES.put("classes from an autoencoder", "classify @model.hourglass");
        MISTAKES.put("a folder of a class that the classifier does not know",
                "classify @classifier.hourglass --data @shelter");
        MISTAKES.put("a named folder for a classifier that stores no names",
                "classify @nameless.hourglass --data @shelter");
        MISTAKES.put("reconstructions of a classifier", "reconstruct @classifier.hourglass --out @run");
        MISTAKES.put("a classifier evaluated as an autoencoder", "evaluate @classifier.hourglass");
        MISTAKES.put("errors of a classifier", "score @classifier.hourglass");
        MISTAKES.put("the drift of a model without columns", "drift @model.hourglass --data @words.csv");
        MISTAKES.put("cells filled by a model without columns",
                "fill @model.hourglass --data @words.csv --out @filled.csv");
        MISTAKES.put("new rows of a model without columns",
                "synthesize @model.hourglass --rows 10 --out @new.csv");
        MISTAKES.put("no new rows", "synthesize @model.hourglass --rows 0 --out @new.csv");
        MISTAKES.put("drift without rows", "drift @model.hourglass");
        MISTAKES.put("the largest errors of no samples", "score @model.hourglass --top 0");
        MISTAKES.put("maps of the errors of numbers", "score @table.hourglass --maps @folder");
        MISTAKES.put("a negative number of regions", "score @model.hourglass --regions -1");
        MISTAKES.put("a negative number of reasons", "score @kinds/table.hourglass --reasons -1");
        MISTAKES.put("a part of a table", "score @kinds/table.hourglass --part test");
        MISTAKES.put("an infinite number in a table",
                "fill @kinds/table.hourglass --data @endless.csv --out @filled.csv");
        MISTAKES.put("transforms of windows over time", "export @kinds/windows.hourglass --to onnx --out @w.onnx");
        MISTAKES.put("new rows of windows over time", "synthesize @kinds/windows.hourglass --rows 5 --out @new.csv");
        MISTAKES.put("embeddings of numbers", "table embeddings @kinds/table.hourglass --column load");
        MISTAKES.put("embeddings of no column", "table embeddings @kinds/table.hourglass");
        MISTAKES.put("the reasons of a model without a table", "score @model.hourglass --reasons 3");
        MISTAKES.put("a report on a model without a table", "evaluate @model.hourglass --out @folder");
        MISTAKES.put("an unknown export format", "export @model.hourglass --to pmml");
        MISTAKES.put("the network alone of a model without a table",
                "export @model.hourglass --to onnx --network-only");
        MISTAKES.put("an export over its own model", "export @model.hourglass --to onnx --out @model.hourglass");
        MISTAKES.put("an export under the name of a table", "export @model.hourglass --to onnx --out @words.csv");
        MISTAKES.put("codes written over the samples", "encode @table.hourglass --out @table.npy");
        MISTAKES.put("the decoder of a classifier", "export @classifier.hourglass --to onnx --part decoder");
        MISTAKES.put("components without a number", "pca --data @bars");
        MISTAKES.put("more components than features", "pca --data @bars --size 37");
        MISTAKES.put("components compared with another code size",
                "pca --data @table.npy --size 3 --compare @linear.hourglass");
        MISTAKES.put("components compared with a model that is not linear",
                "pca --data @bars --compare @model.hourglass");
        MISTAKES.put("a checkerboard in a table", "checkerboard @table.hourglass");
        MISTAKES.put("a checkerboard of one pixel", "checkerboard @model.hourglass --period 1");
        MISTAKES.put("checkerboards in pictures of different sizes", "checkerboard @model.hourglass @table.hourglass");
        MISTAKES.put("pictures of a table", "reconstruct @table.hourglass --out @folder");

        MISTAKES.put("a folder without models, served", "serve @bars");
        MISTAKES.put("a model that is not there, served", "serve digits=@missing.hourglass");
        MISTAKES.put("two models of one name, served", "serve a=@model.hourglass a=@table.hourglass");
        MISTAKES.put("a model of a name that is no name, served", "serve a/b=@model.hourglass");
        MISTAKES.put("a port that is none", "serve @model.hourglass --port 99999");
        MISTAKES.put("batches of no rows", "serve @model.hourglass --batch-rows 0");
        MISTAKES.put("requests of too many megabytes", "serve @model.hourglass --body 5000");
        MISTAKES.put("a token that is not there", "serve @model.hourglass --token-file @missing.txt");
    }

    WrongInputs(Path folder) throws IOException {
        this.folder = folder;
        specs();
        arrays();
        tables();
        folders();
        models();
        weights();
    }

    static List<String> names() {
        return List.copyOf(MISTAKES.keySet());
    }

    String[] arguments(String mistake) {
        return Arrays.stream(MISTAKES.getOrDefault(mistake, "").split(" "))
                .filter(argument -> !argument.isEmpty())
                .map(argument -> argument.replace("@", folder + File.separator))
                .toArray(String[]::new);
    }

    private void specs() throws IOException {
        var good = Files.readString(new RunFixture(folder).spec(""));
        write("good.yaml", good);
        write("tabel.yaml", "tabel: {}");
        write("broken.yaml", "model: [input: 36\ntrain: }");
        write("empty.yaml", "");
        Files.writeString(folder.resolve("utf16.yaml"), "\uFEFF" + good, StandardCharsets.UTF_16LE);
        Files.writeString(folder.resolve("latin.yaml"), "größe: 1", StandardCharsets.ISO_8859_1);
        write("picture.yaml", good.replace("input: [36]", "input: [6, 6, 1]")
                .replace("  encoder:", "  encoder:\n    - flatten")
                .replaceFirst("(?s)(decoder:.*?units: 36[^\n]*)", "$1\n    - reshape: [6, 6, 1]"));
        write("layer.yaml", good.replace("- dense: {units: 2,", "- dens: {units: 2,"));
        write("chain.yaml", good.replace("input: [36]", "input: [6, 6, 1]"));
        var picture = good.replace("input: [36]", "input: [6, 6, 1]");
        write("signal.yaml", good.replace("input: [36]", "input: [12, 3]")
                .replace("  encoder:", "  encoder:\n    - conv: {filters: 2, kernel: 3}"));
        write("no-signal.yaml", picture.replace("  encoder:", "  encoder:\n    - maxpool1d: 2"));
        write("shortcut.yaml",
                picture.replace("  encoder:", "  encoder:\n    - residual: [{upsample: 2}]\n    - flatten"));
        write("deepest.yaml", good.replace("  encoder:",
                "  encoder:\n    - " + "{residual: [".repeat(17) + "{activate: tanh}" + "]}".repeat(17)));
        write("tied-residual.yaml", model(good, "tied_weights: true")
                .replace("  encoder:", "  encoder:\n    - residual: [{dense: 36}]"));
        write("groups.yaml", good.replace("  decoder:", "    - group_norm: 3\n  decoder:"));
        write("skip.yaml", good.replace("  decoder:", "  decoder:\n    - add: 0"));
        write("nowhere.yaml", good.replace("  decoder:", "  decoder:\n    - concatenate: {from: 9, channels: 2}"));
        write("skipping-vae.yaml", good.replace("  decoder:",
                "  latent: {gaussian: {size: 2}}\n  decoder:\n    - concatenate: {from: 0, channels: 36}"));
        write("ssim.yaml", good.replaceFirst("loss: [a-z_]+", "loss: ssim"));
        write("output.yaml", good.replace("units: 36", "units: 35"));
        write("units.yaml", good.replace("units: 2", "units: 0"));
        write("mean.yaml", model(good, "penalties: [{kl_sparsity: {rho: 0.05, beta: 3}}]"));
        write("contractive.yaml", model(good, "penalties: [{contractive: 0.1}]"));
        write("twice.yaml", model(good, "penalties: [{weight_decay: 0.1}, {weight_decay: 0.2}]"));
        write("winners.yaml", model(good, "latent: {top_k: 3}"));
        write("tied.yaml", model(good, "tied_weights: true").replace("  decoder:", "  decoder:\n    - dense: 5"));
        write("probability.yaml", good.replace("input: [36]", "input: [36]\n  corruption: {masking: 1.5}"));
        write("crosshair.yaml", good.replace("input: [36]", "input: [36]\n  corruption: {crosshair: 2}"));
        write("rectangle.yaml", good.replace("input: [36]", "input: [6, 6, 1]\n  corruption: {rectangles: [7, 2]}"));
        write("vae.yaml", good.replace("  decoder:", "  latent: {gaussian: {size: 2}}\n  decoder:"));
        write("cvae.yaml", good.replace("  decoder:", "  latent: {gaussian: {size: 2, classes: 3}}\n  decoder:"));
        var pretraining = "  epochs: 2\n  pretraining: {epochs: 1, corruption: {masking: 0.25}}";
        write("pretrained.yaml", good.replace("  epochs: 2", pretraining));
        write("crossed.yaml", good.replace("  epochs: 2", pretraining).replace("masking: 0.25", "crosshair: 2"));
        write("crooked.yaml", good.replace("  epochs: 2", pretraining)
                .replace("  decoder:", "  decoder:\n    - dense: {units: 3}"));
        write("convolutions.yaml",
                """
                model:
                  input: [6, 6, 1]
                  encoder:
                    - conv: {filters: 2, kernel: 3}
                  decoder:
                    - conv: {filters: 1, kernel: 3}
                  loss: binary_cross_entropy
                train: {optimizer: {adam: 0.01}, epochs: 2, batch: 10, pretraining: 1}
                """);
        var convolution = Files.readString(folder.resolve("convolutions.yaml")).replace(", pretraining: 1", "");
        write("picture.yaml", convolution);
        write("four.yaml", convolution.replace("[6, 6, 1]", "[6, 6, 4]").replace("filters: 1", "filters: 4"));
        write("classes.yaml", good.replace("units: 36", "units: 3")
                .replace("loss: binary_cross_entropy", "loss: {softmax_cross_entropy: 3}"));
        write("table.yaml", good.replace("input: [36]", "input: [4]").replace("units: 36", "units: 4"));
    }

    private static String model(String spec, String more) {
        return spec.replace("model:", "model:\n  " + more);
    }

    private void arrays() throws IOException {
        Npy.write(folder.resolve("one.npy"), Shape.of(36), new float[1][36]);
        Npy.write(folder.resolve("unlabelled.npy"), Shape.of(36), new float[20][36]);
        var table = new float[20][];
        Arrays.setAll(table, Samples.table(20, 1)::sample);
        Npy.write(folder.resolve("table.npy"), Shape.of(4), table);
        var whole = Files.readAllBytes(folder.resolve("table.npy"));
        Files.write(folder.resolve("truncated.npy"), Arrays.copyOf(whole, whole.length - 7));
        var hole = new float[20][36];
        hole[3][5] = Float.NaN;
        Npy.write(folder.resolve("nan.npy"), Shape.of(hole[0].length), hole);
        Npy.write(folder.resolve("chw.npy"), Shape.of(1, 6, 6), new float[20][36]);
        var one = Files.readString(folder.resolve("one.npy"), StandardCharsets.ISO_8859_1);
        for (var other : Map.of("huge", "<f8", "complex", "<c8").entrySet()) {
            Files.writeString(folder.resolve(other.getKey() + ".npy"),
                    one.replace("<f4", other.getValue()).replace("(1, 36)", "(1, 18)"), StandardCharsets.ISO_8859_1);
        }
        var huge = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("huge.npy"))).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(folder.resolve("huge.npy"), huge.putDouble(huge.capacity() - Double.BYTES, 1e300).array());
        Files.writeString(folder.resolve("flat.npy"), one.replace("(1, 36)", "(36,  )"), StandardCharsets.ISO_8859_1);
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("two.npz")))) {
            for (var name : List.of("a", "b")) {
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(Files.readAllBytes(folder.resolve("one.npy")));
            }
        }
        var archive = Files.readAllBytes(folder.resolve("two.npz"));
        Files.write(folder.resolve("truncated.npz"), Arrays.copyOf(archive, archive.length - 10));
        // What torch.save and Keras write begins so.
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("weights.pt")))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
        }
        Files.write(folder.resolve("weights.h5"), HexFormat.of().parseHex("894844460d0a1a0a0000"));
    }

    /// The spec of a table.
    private void ofTable(String name, String options) throws IOException {
        write(name + ".yaml", "table: {" + options + "}\n");
    }

    private void tables() throws IOException {
        write("three.json", "3");
        write("words.csv", "a,b\n1,2\n3,four\n");
        write("series.csv", "minute,load,heat\n1,10,-20\n2,11,20\n3,10,21\n4,12,20\n");
        ofTable("type", "columns: {load: numerc}");
        ofTable("absent", "ignore: [lod]");
        ofTable("uses", "id: load, label: load");
        ofTable("scale", "columns: {load: {numeric: {scale: logarithm}}}");
        ofTable("trimmed", "trim: 1");
        ofTable("orderless", "window: 2");
        ofTable("windowless", "order: minute");
        ofTable("stride", "order: minute, window: 2, stride: 3");
        ofTable("ordered", "order: time, window: 2");
        ofTable("long", "order: minute, window: 5");
        ofTable("counts", "columns: {heat: count}");
        write("inputs.yaml", "table: {}\nmodel: {input: 3}\n");
        write("halves.yaml", "table: {}\nmodel: {encoder: [{dense: 3}]}\n");
        write("endless.csv", "minute,load,heat\n1,10,20\n2,1e400,20\n");
        write("hole.csv", "1,2\n3,\n");
        write("ragged.csv", "1,2,3\n4,5\n");
        write("commas.csv", "a;b\n1,5;2\n");
        write("index.csv", ",a,b\n0,1,2\n");
        write("columns.csv", "0,1,2\n5,6,7\n");
        Files.writeString(folder.resolve("latin.csv"), "größe,b\n1,2\n", StandardCharsets.ISO_8859_1);
        try (var packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("table.csv.gz")))) {
            packed.write("1,2\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void folders() throws IOException {
        var fixture = new RunFixture(folder);
        Files.move(fixture.bars(), folder.resolve("truncated"));
        var images = folder.resolve("truncated/train-images-idx3-ubyte");
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 1000));
        Files.move(fixture.bars(), folder.resolve("labels"));
        Files.copy(folder.resolve("labels/t10k-labels-idx1-ubyte"), folder.resolve("labels/other"));
        Files.delete(folder.resolve("labels/train-labels-idx1-ubyte"));
        Files.move(folder.resolve("labels/other"), folder.resolve("labels/train-labels-idx1-ubyte"));
        Files.move(fixture.bars(2, 3), folder.resolve("unseen"));
        Files.move(fixture.bars(0, 1), folder.resolve("empty"));
        Files.move(fixture.bars(), folder.resolve("gap"));
        var labels = Files.readAllBytes(folder.resolve("gap/train-labels-idx1-ubyte"));
        for (int i = LABELS; i < labels.length; i++) {
            labels[i] = labels[i] == 1 ? (byte) 2 : labels[i];
        }
        Files.write(folder.resolve("gap/train-labels-idx1-ubyte"), labels);
        Files.move(fixture.bars(), folder.resolve("missing-labels"));
        Files.delete(folder.resolve("missing-labels/t10k-labels-idx1-ubyte"));
        Files.move(fixture.bars(), folder.resolve("several"));
        Files.copy(folder.resolve("several/train-images-idx3-ubyte"),
                folder.resolve("several/emnist-letters-train-images-idx3-ubyte"));
        Files.createDirectory(folder.resolve("renamed"));
        Files.copy(folder.resolve("several/train-images-idx3-ubyte"), folder.resolve("renamed/digits-idx3-ubyte"));
        fixture.bars();
        Files.createDirectory(folder.resolve("nothing"));
        Files.createDirectory(folder.resolve("pictures"));
        write("pictures/a.png", "not a picture");
        Files.createDirectory(folder.resolve("sizes"));
        Files.createDirectory(folder.resolve("twins"));
        picture("twins/00000.gif", 6, 6);
        picture("twins/00000.png", 6, 6);
        picture("sizes/a.png", 6, 6);
        picture("sizes/b.png", 6, 7);
        Files.createDirectories(folder.resolve("shelter/wolves"));
        picture("shelter/wolves/0.png", 6, 6);
        for (var name : List.of("cut", "colours", "parts/Train", "parts/training", "parts/test")) {
            Files.createDirectories(folder.resolve(name));
            picture(name + "/a.png", 6, 6);
        }
        var whole = Files.readAllBytes(folder.resolve("cut/a.png"));
        Files.write(folder.resolve("cut/a.png"), Arrays.copyOf(whole, whole.length - 20));
        var colours = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
        colours.setRGB(0, 0, 0xff8800);
        ImageIO.write(colours, "png", folder.resolve("colours/b.png").toFile());
    }

    private void models() throws IOException {
        var fixture = new RunFixture(folder);
        var trained = fixture.train("trained", "", "--set", "train.checkpoint=off").resolve("model.hourglass");
        var bytes = Files.readAllBytes(trained);
        Files.copy(trained, folder.resolve("model.hourglass"));
        TrainedAutoencoder.load(trained)
                .withMetadata(Map.of("data", folder.resolve("moved").toString()))
                .save(folder.resolve("moved.hourglass"));
        Files.write(folder.resolve("truncated.hourglass"), Arrays.copyOf(bytes, bytes.length - 10));
        bytes[bytes.length - 10] ^= 0x40;
        Files.write(folder.resolve("damaged.hourglass"), bytes);
        bytes[20] ^= 0x40;
        Files.write(folder.resolve("header.hourglass"), bytes);
        var text = Files.readString(trained, StandardCharsets.ISO_8859_1);
        Files.writeString(folder.resolve("newer.hourglass"),
                text.replace("hourglass 2", "hourglass 3").replace("header_crc32c", "header_crc64x"),
                StandardCharsets.ISO_8859_1);
        fixture.train("kept", "", "--set", "train.checkpoint=1");
        for (var name : List.of("vae", "cvae")) {
            var run = fixture.train(name, folder.resolve(name + ".yaml"), folder.resolve("bars"));
            Files.copy(run.resolve("model.hourglass"), folder.resolve(name + ".hourglass"));
        }
        fixture.finetune("tuned", folder.resolve("model.hourglass"));
        Files.copy(folder.resolve("tuned/model.hourglass"), folder.resolve("classifier.hourglass"));
        var classifier = TrainedAutoencoder.load(folder.resolve("classifier.hourglass"));
        TrainedAutoencoder.of(classifier.spec(), classifier.weights(), Map.of())
                .save(folder.resolve("nameless.hourglass"));
        fixture.train("tables", folder.resolve("table.yaml"), folder.resolve("table.npy"));
        fixture.train("linear", folder.resolve("table.yaml"), folder.resolve("table.npy"), "--set",
                "model.loss=mean_squared_error", "--set", "model.encoder.1.dense.activation=identity");
        Files.copy(folder.resolve("linear/model.hourglass"), folder.resolve("linear.hourglass"));
        Files.copy(folder.resolve("tables/model.hourglass"), folder.resolve("table.hourglass"));
        new ModelKinds(Files.createDirectory(folder.resolve("kinds"))).train();
    }

    private void weights() throws IOException {
        float[] values = {1, 2, 3, 4};
        var other = folder.resolve("other.safetensors");
        TensorFileWriter.write(other, "pt", Map.of(), List.of(
                new TensorSlice("encoder.0.weight", List.of(2, 2), values, 0),
                new TensorSlice("decoder.0.weight", List.of(1), values, 0),
                new TensorSlice("fc1.bias", List.of(2), values, 2)));
        var bytes = Files.readAllBytes(other);
        Files.write(folder.resolve("truncated.safetensors"), Arrays.copyOf(bytes, bytes.length - 3));
        var tensors = new ArrayList<TensorSlice>();
        tensors.add(new TensorSlice("encoder.0.weight", List.of(2, 36), new float[72], 0));
        tensors.add(new TensorSlice("encoder.0.bias", List.of(2), values, 0));
        tensors.add(new TensorSlice("decoder.0.weight", List.of(36, 2), new float[72], 0));
        tensors.add(new TensorSlice("decoder.0.bias", List.of(36), new float[36], 0));
        var good = folder.resolve("good.safetensors");
        TensorFileWriter.write(good, "pt", Map.of(), tensors);
        // Without checksums, as other programs write.
        var text = Files.readString(good, StandardCharsets.ISO_8859_1).replace("crc32c", "former");
        Files.writeString(folder.resolve("whole.safetensors"), text.replaceFirst("F32", "I32"),
                StandardCharsets.ISO_8859_1);
        var infinite = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer.wrap(infinite).order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(infinite.length - Float.BYTES, Float.POSITIVE_INFINITY);
        Files.write(folder.resolve("infinite.safetensors"), infinite);
        write("misspelt.yaml", "encoder.0.wieght: fc1.weight");
        write("shared.yaml", "encoder.0.weight: fc1.weight\ndecoder.0.weight: fc1.weight");
        write("parts.yaml", "encoder.0.weight: [fc1.weight, fc2.weight]");
        write("number.yaml", "encoder.0.weight: 1");
        write("regrouped.yaml",
                """
                model:
                  input: [6, 6, 2]
                  encoder:
                    - flatten
                    - reshape: [6, 3, 4]
                  decoder:
                    - reshape: [6, 6, 2]
                  loss: mean_squared_error
                train: {optimizer: {adam: 0.01}, epochs: 2, batch: 10}
                """);
    }

    private void picture(String name, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), folder.resolve(name).toFile());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
