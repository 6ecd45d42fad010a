// Package find finds the code that somebody means: by its name, a pasted
// response, a line of a log, a status, or words of theirs.
//
// The search of the documentation site and errcat explain answer alike. The
// index is made here, once, from the catalog; the matcher is written twice, in
// this package and in search.js of package docs, and testdata/cases.json holds
// the two equal. What both do:
//
//  1. Read. The first 64 KiB of the text are looked through for members, as
//     JSON, Python, JavaScript, logfmt and HTTP headers write them, whatever is
//     around them. They give the candidates for the code, the message, and what
//     is particular to one response: request ID, wait and details. Where there
//     are such members their values are the text to match; otherwise all of it
//     is, apart from addresses.
//  2. Name. A code, an alias, the name of a Go identifier or an OAuth value that
//     a member holds is worth 40,000 points, one that is only mentioned 20,000.
//  3. Compare. Words are lower case, without the s of a plural. Numbers do not
//     count, nor does what follows the hundredth word. The points below are added
//     up for each entry.
//  4. Rank. Entries with a quarter of the best one's points or more are found,
//     the best first; of equals, the first by code.
//
// The points of an entry:
//
//   - Status: 400 for the status or, in a text of up to six words, all of its
//     reason phrase; 250 for a reason phrase with a slip. 50 more for the code that
//     answers for the status in general.
//   - Code: 200 for each of its words where all are there in their order, and 1,000
//     more where there are no others. In a text of up to six words, 300 for the
//     beginning of the code, 100 for a part of it, and 600, less 150 for each slip,
//     for a misspelt one.
//   - Message: 150 for each word of the longest run that both have, from three words
//     on, or where it is all of the message.
//   - Words that are not too common to mean anything: 60 for one of the code, 40 of
//     the title or the role, 24 of the message, 16 of the page. In a text of up to
//     twelve words, half of that for the beginning of such a word or a slip in it.
//     Each is multiplied by its rarity: the bits of the number of entries divided by
//     the number of those that have it. The sum is multiplied by the share of words
//     that were found, and is nothing where that is below a third.
package find
