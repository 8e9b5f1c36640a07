package dev.hourglass.server.serving;

import dev.hourglass.data.DataException;
import dev.hourglass.server.tensor.Tensor;
import dev.hourglass.server.tensor.TensorInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A model that answers requests under a name. A request that has begun with it ends with it, whatever takes its place.
public final class LiveModel {
    private final String name;
    private final ServedModel model;
    private final RequestBatcher batcher;

    LiveModel(String name, ServedModel model, BatchLimits limits, ServingObserver observer) {
        this.name = name;
        this.model = model;
        this.batcher = new RequestBatcher(name, model, limits, observer);
    }

    public String name() {
        return name;
    }

    public ServedModel model() {
        return model;
    }

    /// What the model gives under a name.
    ///
    /// @throws DataException if it gives no such output
    public TensorInfo output(String output) {
        return model.outputs().stream().filter(info -> info.name().equals(output)).findFirst()
                .orElseThrow(() -> new DataException(InputTensors.unknown(
                        "output", output, model.description().outputNames())));
    }

    /// The outputs of a request's rows.
    ///
    /// @param outputs names of them
    /// @param mostRows of a request
    /// @throws DataException if the inputs do not fit the model
    /// @throws OverloadException if too many requests wait, or it took too long
    public List<Tensor> infer(List<Tensor> inputs, List<String> outputs, int mostRows, Duration timeout)
            throws InterruptedException {
        var infos = outputs.stream().map(this::output).toList();
        var rows = model.rows(inputs);
        if (rows.count() == 0 || rows.count() > mostRows) {
            throw new DataException(
                    "inputs: expected 1 to %d rows, found %d; send them in several requests".formatted(mostRows,
                            rows.count()));
        }
        var elements = batcher.submit(rows, outputs, timeout.toNanos());
        var tensors = new ArrayList<Tensor>();
        for (int i = 0; i < infos.size(); i++) {
            tensors.add(Tensor.ofRows(infos.get(i), rows.count(), elements.get(i)));
        }
        return tensors;
    }
}
