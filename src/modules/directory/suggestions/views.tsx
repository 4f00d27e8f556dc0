export { CorrectionView, PublishedView } from './views/correction.tsx';
export { ProposalReviewView, ProposalView } from './views/proposal.tsx';
export { ReportView } from './views/report.tsx';
export { ReviewControls } from './views/review.tsx';
