/**
 * Checks afterwards what happened: everything that is stored of a session, compared with itself,
 * and receipts for others.
 *
 * <p>{@link crossreview.proof.SessionVerifier} walks the chain, folds it by the rules, and compares
 * every blob, inline text, counted vote and the approved text with its digest; {@link
 * crossreview.proof.ReceiptSigner} and {@link crossreview.proof.ReceiptCheck} sign and check the
 * receipt of a closed session; {@link crossreview.proof.BundleWriter} and {@link
 * crossreview.proof.BundleReader} carry a session between data directories. It works on a folder
 * alone, with or without a daemon. Threads: blocking; a disk thread or a command line. Absent on
 * purpose: any repair.
 */
@NullMarked
package crossreview.proof;

import org.jspecify.annotations.NullMarked;
