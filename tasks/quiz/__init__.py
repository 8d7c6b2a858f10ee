"""Quizzes: questions with choices, graded here. Pure.

Owns questions, what of them may be shown, and grading. The right answers are in the programme
document and nowhere else; `tasks.quiz.public` is the only way out for a question. May import
`rewards`, and tasks and progress of `tasks`.
"""
