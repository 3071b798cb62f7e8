/**
 * Proving afterwards what happened: everything that is stored of a session, checked against itself.
 *
 * <p>{@link crossreview.proof.SessionVerifier} walks the chain, folds it by the law, and compares
 * every blob, inline text, counted vote and the approved text with its digest. It works on a folder
 * alone, with or without a daemon. Threads: blocking; a disk thread or a command line. Absent on
 * purpose: any repair.
 */
package crossreview.proof;
