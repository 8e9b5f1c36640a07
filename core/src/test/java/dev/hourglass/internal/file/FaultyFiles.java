package dev.hourglass.internal.file;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// The default file system, in which one call that changes something can be made to fail.
public final class FaultyFiles extends FileSystemProvider {
    /// What goes wrong.
    public interface Faults {
        /// Asked before every call that writes.
        ///
        /// @param what such as `open` or `move`
        /// @throws IOException instead of the call
        default void before(String what) throws IOException {}

        /// Bytes that a write takes of those it is given.
        default int taken(int given) {
            return given;
        }

        /// Bytes that a write says it has taken.
        default int reported(int taken, int given) {
            return taken;
        }
    }

    private final FileSystemProvider files = FileSystems.getDefault().provider();
    private final FileSystem system = new Wrapped();
    private final Faults faults;

    public FaultyFiles(Faults faults) {
        this.faults = faults;
    }

    /// The same place, where the faults happen.
    public Path path(Path path) {
        return (Path) Proxy.newProxyInstance(
                FaultyFiles.class.getClassLoader(), new Class<?>[] {Path.class}, (_, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return system;
                    }
                    var plain = arguments == null
                            ? new Object[0]
                            : Arrays.stream(arguments).map(FaultyFiles::plain).toArray();
                    try {
                        var result = method.invoke(path, plain);
                        return result instanceof Path of ? path(of) : result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static Object plain(Object argument) {
        return argument instanceof Path path ? plain(path) : argument;
    }

    private static Path plain(Path path) {
        return Path.of(path.toString());
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        faults.before(options.contains(StandardOpenOption.WRITE) ? "open" : "open folder");
        return new FaultyChannel(files.newFileChannel(plain(path), options, attributes), faults);
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        faults.before("move");
        files.move(plain(from), plain(to), options);
    }

    @Override
    public void delete(Path path) throws IOException {
        files.delete(plain(path));
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        files.createDirectory(plain(folder), attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return files.newDirectoryStream(plain(folder), filter);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        files.checkAccess(plain(path), modes);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return files.readAttributes(plain(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        return files.readAttributes(plain(path), names, options);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return files.isSameFile(plain(one), plain(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return files.isHidden(plain(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return files.getFileStore(plain(path));
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return files.getFileAttributeView(plain(path), type, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) throws IOException {
        files.setAttribute(plain(path), name, value, options);
    }

    private final class Wrapped extends FileSystem {
        private final FileSystem plain = FileSystems.getDefault();

        @Override
        public FileSystemProvider provider() {
            return FaultyFiles.this;
        }

        @Override
        public Path getPath(String first, String... more) {
            return path(plain.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            var matcher = plain.getPathMatcher(pattern);
            return path -> matcher.matches(plain(path));
        }

        private Path plain(Path path) {
            return FaultyFiles.plain(path);
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return plain.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return plain.getRootDirectories();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return plain.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return plain.supportedFileAttributeViews();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return plain.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() throws IOException {
            return plain.newWatchService();
        }
    }
}
