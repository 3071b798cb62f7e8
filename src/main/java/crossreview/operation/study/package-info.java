/**
 * Operations that learn from what is stored: sessions counted under another policy, compared,
 * judges and panels measured by what happened later.
 *
 * <p>Nothing here changes a session. Threads: handlers answer on their caller's context; what reads
 * many sessions goes through them one after the other, off the event loop. Absent on purpose:
 * rules, which are the law's.
 */
package crossreview.operation.study;
