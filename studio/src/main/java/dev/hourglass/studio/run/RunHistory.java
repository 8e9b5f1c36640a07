package dev.hourglass.studio.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The epochs of a run, read from `history.jsonl` as far as it has come: what was read once is not read again.
final class RunHistory {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;
    private final List<Map<String, Object>> epochs = new ArrayList<>();
    private long read;
    /// How long the file was at the last look: an unfinished line is not read again before more has come.
    private long looked = -1;
    /// The first bytes, by which a file is known that was begun anew.
    private byte[] head = {};

    RunHistory(Path file) {
        this.file = file;
    }

    /// Reads what has come since.
    ///
    /// @return whether there was something, or the file was begun anew
    synchronized boolean update() {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return false;
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            boolean isAnew = in.length() < read || !isSameHead(in);
            if (isAnew) {
                epochs.clear();
                read = 0;
                looked = -1;
                head = new byte[0];
            }
            if (in.length() == read || in.length() == looked) {
                return isAnew;
            }
            looked = in.length();
            in.seek(read);
            var bytes = new byte[(int) Math.min(Integer.MAX_VALUE / 2, in.length() - read)];
            in.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') end--;
            if (read == 0) {
                head = Arrays.copyOf(bytes, Math.min(end, 64));
            }
            read += end;
            new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(this::add);
            return isAnew || end > 0;
        } catch (IOException _) {
            boolean hadAny = !epochs.isEmpty() && !Files.exists(file);
            if (hadAny) {
                epochs.clear();
                read = 0;
            }
            return hadAny;
        }
    }

    private boolean isSameHead(RandomAccessFile in) throws IOException {
        if (head.length == 0) {
            return true;
        }
        var found = new byte[head.length];
        in.seek(0);
        in.readFully(found);
        return Arrays.equals(found, head);
    }

    private void add(String line) {
        try {
            var epoch = MAPPER.readValue(line, new TypeReference<@Nullable Map<String, Object>>() {});
            if (epoch != null) epochs.add(epoch);
        } catch (JacksonException _) {
            // A line that is no JSON was not written by Hourglass.
        }
    }

    /// Epochs and those of layers that are pretrained.
    synchronized int size() {
        return epochs.size();
    }

    /// The last epoch; empty before the first.
    synchronized Map<String, Object> last() {
        return epochs.isEmpty() ? Map.of() : epochs.getLast();
    }

    /// The number of the best epoch by validation loss, else by loss, and what it reached.
    synchronized Map<String, Object> best() {
        Map<String, Object> best = Map.of();
        double least = Double.POSITIVE_INFINITY;
        for (var epoch : epochs) {
            if (epoch.containsKey("pretrained_layer")) continue;
            double judged = number(epoch, epoch.containsKey("validation_loss") ? "validation_loss" : "loss");
            if (judged < least) {
                least = judged;
                best = epoch;
            }
        }
        return best;
    }

    /// Seconds of all epochs.
    synchronized double seconds() {
        return epochs.stream().mapToDouble(epoch -> number(epoch, "seconds")).filter(Double::isFinite).sum();
    }

    static double number(Map<String, Object> epoch, String key) {
        return epoch.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /// Column by column, those after a number of lines.
    synchronized Map<String, Object> columns(int after) {
        var rows = epochs.subList(Math.min(after, epochs.size()), epochs.size());
        var columns = new LinkedHashMap<String, Object>();
        columns.put("lines", epochs.size());
        for (var key : List.of("epoch", "loss", "validation_loss", "validation_accuracy", "learning_rate", "seconds",
                "pretrained_layer")) {
            var values = new ArrayList<@Nullable Object>();
            for (var row : rows) values.add(row.get(key));
            columns.put(key, values);
        }
        return columns;
    }
}
