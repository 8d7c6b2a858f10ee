"""What has been published: what is read to show a score of a cycle, to prove it, and to list them.

The rules are in `rewards.score.cycles`, the commands in `service.flows.scores`, the job is
`service.jobs.publish_scores`. May import those rules and `service.store`.
"""
