package dev.hourglass.internal.layout;

import dev.hourglass.internal.kernel.Kernels;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Where in a line of the processor's cache an array begins.
///
/// Java does not say. The C function `memcpy` returns the address that it copies to, here of no bytes. It is asked only where
/// vectors are as long as a line, so that every one of an array straddles two or none does, and where the program may call native code
/// (`--enable-native-access`).
final class ArrayAddress {
    private static final int LINE = Kernels.LANES * Float.BYTES;
    private static final @Nullable MethodHandle MEMCPY = memcpy();

    private ArrayAddress() {}

    /// Bytes from the beginning of a line to a float of an array; 0 also where nobody knows. The collector may move the array later.
    static int bytesBehindLine(float[] array, int index) {
        if (MEMCPY == null) {
            return 0;
        }
        var segment = MemorySegment.ofArray(array);
        try {
            long address = (long) MEMCPY.invokeExact(segment, segment, 0L);
            return Math.floorMod(address + (long) index * Float.BYTES, LINE);
        } catch (Throwable e) {
            throw new IllegalStateException("memcpy of no bytes", e);
        }
    }

    @SuppressWarnings("restricted") // asked for first
    private static @Nullable MethodHandle memcpy() {
        if (!Kernels.haveVectorsOfALine() || !ArrayAddress.class.getModule().isNativeAccessEnabled()) {
            return null;
        }
        var linker = Linker.nativeLinker();
        var arguments = FunctionDescriptor.of(
                ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
        return linker.defaultLookup()
                .find("memcpy")
                .map(function -> linker.downcallHandle(function, arguments, Linker.Option.critical(true)))
                .orElse(null);
    }
}
