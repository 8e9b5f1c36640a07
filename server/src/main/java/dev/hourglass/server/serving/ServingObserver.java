package dev.hourglass.server.serving;

/// Is told what goes on with models. Called by many threads.
public interface ServingObserver {
    /// A batch went through.
    ///
    /// @param errors of its rows, where what was asked for tells them: reconstruction errors, or scores of a table's rows
    void batch(String model, int rows, double seconds, double[] errors);

    /// A request waited for its batch.
    void waited(String model, double seconds);

    /// A model is ready for requests, for the first time or in the place of another one.
    void loaded(String model, ServedModel served);

    /// A file that changed could not be loaded; the model stays as it was.
    void failed(String model, String reason);
}
