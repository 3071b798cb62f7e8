/**
 * One session's journal on disk: epochs, chain, head, group commit, fence.
 *
 * <p>Life of a journal: {@link crossreview.journal.Journal#claim} creates the next epoch's file by
 * CREATE_NEW, and only then reads the older ones; {@link crossreview.journal.JournalWriter} appends
 * units; {@link crossreview.journal.ChainReader} reads what may be read. A unit is written,
 * fsynced, checked against the next claim and against the lock, published by the head mark, and
 * only then answered and shown. Threads: claims and reads block and belong on {@link
 * crossreview.journal.JournalThreads} or disk threads; appends come from any thread. Absent on
 * purpose: what a line means, and any repair; a reader never writes.
 *
 * <pre>
 *   events-000001.ndjson   {"seq":1,…,"epoch":1,"prev":"000…"}\n  …     written by its owner only, ever
 *   events-000001.head     the last line of that epoch that may be read (see HeadMark)
 *   events-000002.ndjson   {"seq":8,…,"type":"epoch.opened","continues_from":{"epoch":1,"seq":7,…}}\n
 * </pre>
 */
@NullMarked
package crossreview.journal;

import org.jspecify.annotations.NullMarked;
