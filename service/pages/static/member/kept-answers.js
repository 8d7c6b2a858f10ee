// Answers to a quiz that has not been handed in yet: kept in this tab, so that leaving loses nothing.

const name = ({ id }) => `seedbank.quiz.${id}`;
// Another member, or the same one who has begun anew, does not find them.
const of = ({ joined_at, period, quiz }) => `${joined_at} ${period} ${quiz.questions.length}`;

export function keptAnswers(task) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name(task)));
    if (kept?.of === of(task)) return kept.answers;
  } catch {
    // nothing can be kept here
  }
  return task.quiz.questions.map(() => null);
}

export function keepAnswers(task, answers) {
  try {
    sessionStorage.setItem(name(task), JSON.stringify({ of: of(task), answers }));
  } catch {
    // then it lasts as long as the dialog
  }
}

export function forgetAnswers(task) {
  try {
    sessionStorage.removeItem(name(task));
  } catch {
    // there was nothing
  }
}
