package dev.hourglass.bench.tensorflow;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.ChannelOrder;
import dev.hourglass.bench.contender.Contender;
import dev.hourglass.bench.contender.ContenderServer;
import dev.hourglass.bench.contender.SharedNoise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/// Trains a task in TensorFlow: a graph of the forward pass, the gradients and the optimizer, and a session that runs it.
///
/// Its samples are converted to floats before the race, a tensor for each batch, which the session reads where it lies. Where
/// one operation runs at a time, it runs in the calling thread: handing a small one to another costs more than the operation itself.
public final class TensorFlowContender implements Contender {
    /// TensorFlow's own variable: how many operations may run at the same time.
    private static final String OPERATIONS_AT_A_TIME = "TF_NUM_INTEROP_THREADS";
    private static final RunOptions IN_THIS_THREAD = RunOptions.newBuilder().setInterOpThreadPool(-1).build();

    private final Graph graph = new Graph();
    private final TrainingGraph training;
    private final Session session;
    private final boolean isInThisThread = "1".equals(System.getenv(OPERATIONS_AT_A_TIME));
    private final List<TFloat32> batches = new ArrayList<>();
    private int step;

    private TensorFlowContender(BenchmarkTask task, Optional<SharedNoise> noise, int threads) {
        this.training = TrainingGraph.of(task, noise, graph);
        var config = ConfigProto.newBuilder().setIntraOpParallelismThreads(threads).build();
        this.session = new Session(graph, config);
        task.batches(ChannelOrder.LAST)
                .forEach(values -> batches.add(TensorFlowTensors.of(values, TrainingGraph.shape(task.setting()))));
    }

    public static void main(String... arguments) throws IOException {
        ContenderServer.serve(TensorFlowContender::new, arguments);
    }

    @Override
    public double step(int batch, int epoch) {
        var runner = session.runner()
                .feed(training.samples(), batches.get(batch))
                .addTarget(training.update())
                .fetch(training.loss());
        var noise = new ArrayList<TFloat32>();
        for (var normals : training.normals()) {
            noise.add(normals.tensor(step));
            runner.feed(normals.place(), noise.getLast());
        }
        if (isInThisThread) {
            runner.setOptions(IN_THIS_THREAD);
        }
        step++;
        try (var results = runner.run()) {
            return ((TFloat32) results.get(0)).getFloat();
        } finally {
            noise.forEach(TFloat32::close);
        }
    }

    @Override
    public void close() {
        session.close();
        batches.forEach(TFloat32::close);
        graph.close();
    }
}
