package dev.hourglass.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/// Closes connections whose next request does not come: neither at all, nor by a byte now and then, which an idle timeout takes for life.
final class HeaderDeadline extends Handler.Wrapper implements Connection.Listener {
    private static final int SWEEPS = 4;

    private final Duration first;
    private final Duration next;
    private final Scheduler scheduler;
    /// Until when, in [System#nanoTime], the headers of the next request have to be whole.
    private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();

    /// @param first from the opening of a connection to the end of a request's headers
    /// @param next from an answer to the end of the next request's headers
    HeaderDeadline(Duration first, Duration next, Scheduler scheduler, Handler handler) {
        super(handler);
        this.first = first;
        this.next = next;
        this.scheduler = scheduler;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        sweep();
    }

    private void sweep() {
        long now = System.nanoTime();
        waiting.forEach((connection, deadline) -> {
            if (now - deadline >= 0) {
                waiting.remove(connection);
                connection.getEndPoint().close();
            }
        });
        if (!isStopped()) {
            var _ = scheduler.schedule(this::sweep, first.dividedBy(SWEEPS));
        }
    }

    @Override
    public void onOpened(Connection connection) {
        waiting.put(connection, System.nanoTime() + first.toNanos());
    }

    @Override
    public void onClosed(Connection connection) {
        waiting.remove(connection);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var connection = request.getConnectionMetaData().getConnection();
        waiting.remove(connection);
        Request.addCompletionListener(request, _ -> {
            if (connection.getEndPoint().isOpen()) {
                waiting.put(connection, System.nanoTime() + next.toNanos());
            }
        });
        return super.handle(request, response, callback);
    }
}
