/**
 * Imports sessions of the reference system (cross-review, 4.1.1 and 4.5.45).
 *
 * <p>{@link crossreview.maintenance.reference.ReferenceReader} reads one of its session folders,
 * whatever a crash or an edit left of it. {@link crossreview.maintenance.reference.ReferenceImport}
 * makes a closed session of it with the same id, every file attached as evidence, and a list of
 * what was wrong. The source folder is never written to. Threads: blocking; a command line. Absent
 * on purpose: turning its votes into votes of this system, because they were given under other
 * rules.
 */
@NullMarked
package crossreview.maintenance.reference;

import org.jspecify.annotations.NullMarked;
