package crossreview.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Keeps this process from others of the same user, as ssh-agent does: its environment, memory and
 * descriptors in {@code /proc} belong to root from then on, no debugger attaches, and no core is
 * dumped. Programs that it starts are not affected.
 */
public final class ProcessProtection {
  private static final int PR_SET_DUMPABLE = 4; // prctl(2)

  private ProcessProtection() {}

  /** Applies it; false on a system that has no such call. */
  @SuppressWarnings("restricted") // the launcher allows it, by the manifest or by an option
  public static boolean apply() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> found = linker.defaultLookup().find("prctl");
    if (found.isEmpty()) {
      return false;
    }
    FunctionDescriptor prctl =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
    MethodHandle call =
        linker.downcallHandle(found.get(), prctl, Linker.Option.firstVariadicArg(1));
    try {
      return (int) call.invokeExact(PR_SET_DUMPABLE, 0L) == 0;
    } catch (Throwable e) { // what invokeExact declares; the call itself throws nothing
      throw new IllegalStateException("prctl", e);
    }
  }
}
