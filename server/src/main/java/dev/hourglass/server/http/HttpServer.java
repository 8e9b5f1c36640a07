package dev.hourglass.server.http;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// An HTTP/1.1 server on one address, each request on a virtual thread of its own.
public final class HttpServer implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;

    /// @param records is told of each request that was answered
    public HttpServer(HttpOptions options, Handler handler, Consumer<RequestRecord> records) {
        var threads = new QueuedThreadPool();
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory()));
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration(options)));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(options.idle().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(options.mostConnections(), connector));
        server.setErrorHandler(new ErrorAnswers());
        server.setRequestLog(RequestRecord.log(records));
        var limited = new SizeLimitHandler(options.mostBody(), -1);
        limited.setHandler(handler);
        var guarded = new RequestGuard(options, connector::getLocalPort, limited);
        var timely = new HeaderDeadline(options.headers(), options.idle().plus(options.headers()),
                connector.getScheduler(),
                new MinimumDataRateHandler(guarded, options.slowest(), 0));
        connector.addEventListener(timely);
        server.setHandler(new GracefulHandler(timely));
    }

    private static HttpConfiguration configuration(HttpOptions options) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(options.mostHeaders());
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        configuration.setUriCompliance(UriCompliance.RFC3986);
        configuration.setIdleTimeout(options.idle().toMillis());
        return configuration;
    }

    /// Begins to listen.
    ///
    /// @throws IOException if the address is not one of this machine, or is in use
    public void start() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw e.getCause() instanceof BindException reason ? unavailable(reason) : new IOException(e);
        }
    }

    private IOException unavailable(BindException reason) {
        return new IOException(
                "cannot listen on %s, port %d (%s): expected a port that is free, at an address of this machine"
                        .formatted(
                                connector.getHost(), connector.getPort(),
                                String.valueOf(reason.getMessage()).toLowerCase(Locale.ROOT)),
                reason);
    }

    /// The port on which it listens.
    public int port() {
        return connector.getLocalPort();
    }

    /// Stops to listen, and returns when the requests that have begun are answered.
    ///
    /// @param most how long to wait for them
    public void stop(Duration most) {
        server.setStopTimeout(most.toMillis());
        try {
            server.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop(Duration.ofSeconds(10));
    }
}
