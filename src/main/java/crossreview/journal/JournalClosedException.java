package crossreview.journal;

import crossreview.file.StorageProblems;
import crossreview.model.Problem;
import crossreview.model.ProblemCode;
import crossreview.model.StorageProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The writer is closed for good; {@code code} says why. */
public final class JournalClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  public JournalClosedException(ProblemCode code, String message) {
    this(code, message, null);
  }

  private JournalClosedException(ProblemCode code, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.problem = code.problem(message);
  }

  /** What a failure of the writer is to those who wait. A bug keeps its stack as the cause. */
  static JournalClosedException because(Throwable failure) {
    return switch (failure) {
      case WriterFencedException lost ->
          new JournalClosedException(StorageProblem.LOCK_LOST, lost.getMessage(), lost);
      case UncheckedIOException unchecked when unchecked.getCause() != null ->
          because(unchecked.getCause());
      case IOException io ->
          new JournalClosedException(
              StorageProblems.code(io, StorageProblem.JOURNAL_FAILED),
              "the journal cannot be written: " + io.getMessage(),
              io);
      default ->
          new JournalClosedException(
              StorageProblem.JOURNAL_FAILED, "a bug stopped the journal: " + failure, failure);
    };
  }

  /**
   * {@code lock_lost}, {@code storage_full}, {@code storage_readonly}, {@code journal_failed},
   * {@code overloaded} or {@code closed}.
   */
  public Problem problem() {
    return problem;
  }
}
